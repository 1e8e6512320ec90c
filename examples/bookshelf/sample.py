"""Some books to begin with: title, author and the year of the first edition."""

from alcazar.orm import Database

from .tables import Author, Book

BOOKS = [
    ("Emma", "Jane Austen", 1815),
    ("Persuasion", "Jane Austen", 1817),
    ("Pride and Prejudice", "Jane Austen", 1813),
    ("Jane Eyre", "Charlotte Brontë", 1847),
    ("Wuthering Heights", "Emily Brontë", 1847),
    ("Don Quixote", "Miguel de Cervantes", 1605),
    ("The Woman in White", "Wilkie Collins", 1860),
    ("Heart of Darkness", "Joseph Conrad", 1899),
    ("Robinson Crusoe", "Daniel Defoe", 1719),
    ("Bleak House", "Charles Dickens", 1853),
    ("Great Expectations", "Charles Dickens", 1861),
    ("Crime and Punishment", "Fyodor Dostoevsky", 1866),
    ("The Brothers Karamazov", "Fyodor Dostoevsky", 1880),
    ("Middlemarch", "George Eliot", 1871),
    ("Madame Bovary", "Gustave Flaubert", 1857),
    ("Effi Briest", "Theodor Fontane", 1895),
    ("The Sorrows of Young Werther", "Johann Wolfgang von Goethe", 1774),
    ("Dead Souls", "Nikolai Gogol", 1842),
    ("Hunger", "Knut Hamsun", 1890),
    ("The Scarlet Letter", "Nathaniel Hawthorne", 1850),
    ("Les Misérables", "Victor Hugo", 1862),
    ("The Turn of the Screw", "Henry James", 1898),
    ("Moby-Dick", "Herman Melville", 1851),
    ("The Fall of the House of Usher", "Edgar Allan Poe", 1839),
    ("Frankenstein", "Mary Shelley", 1818),
    ("The Red and the Black", "Stendhal", 1830),
    ("Tristram Shandy", "Laurence Sterne", 1759),
    ("Treasure Island", "Robert Louis Stevenson", 1883),
    ("Dracula", "Bram Stoker", 1897),
    ("Gulliver's Travels", "Jonathan Swift", 1726),
    ("Anna Karenina", "Leo Tolstoy", 1878),
    ("War and Peace", "Leo Tolstoy", 1869),
    ("Adventures of Huckleberry Finn", "Mark Twain", 1884),
    ("Around the World in Eighty Days", "Jules Verne", 1873),
    ("Candide", "Voltaire", 1759),
    ("The Time Machine", "H. G. Wells", 1895),
]


def fill(db: Database) -> None:
    """Put the books into a database that is new: all or none, and once, also where two servers begin together."""
    with db.transaction():
        if db.query(Author).exists():
            return
        authors = {name: Author(name=name) for _, name, _ in BOOKS}
        db.save_all(authors.values())
        db.save_all(Book(title=title, author=authors[name], year=year) for title, name, year in BOOKS)
