"""A site for one's books, made with Alcazar."""
