# Planted answers to the exercises of chapter 12: wrong ones that must fail, right ones written otherwise that must pass.

# %% 12.1 wrong: believes that each save counts at once, also in a transaction
predicted = {
    "one_by_one": ["Ada"],
    "together": ["Ada", "Bob"],
    "passed_over": ["Ada", "Bob"],
    "within": ["Ada", "Bob", "Cleo"],
    "around": ["Ada", "Bob"],
    "all_at_once": ["Ada"],
}

# %% 12.1 wrong: believes that a caught error takes the transaction back
predicted = {
    "one_by_one": ["Ada"],
    "together": [],
    "passed_over": ["Bob"],
    "within": ["Cleo"],
    "around": [],
    "all_at_once": ["Ada"],
}

# %% 12.1 wrong: believes that an inner transaction is committed when it ends
predicted = {
    "one_by_one": ["Ada"],
    "together": [],
    "passed_over": ["Ada", "Bob"],
    "within": ["Ada", "Cleo"],
    "around": ["Ada"],
    "all_at_once": ["Ada"],
}

# %% 12.1 wrong: believes that save_all saves what it can
predicted = {
    "one_by_one": ["Ada"],
    "together": [],
    "passed_over": ["Ada", "Bob"],
    "within": ["Ada", "Cleo"],
    "around": [],
    "all_at_once": ["Ada", "Bob"],
}

# %% 12.1 wrong: believes that nothing is left by any error
predicted = {
    "one_by_one": [],
    "together": [],
    "passed_over": [],
    "within": [],
    "around": [],
    "all_at_once": [],
}

# %% 12.1 wrong: one for all
predicted = dict.fromkeys(["one_by_one", "together", "passed_over", "within", "around", "all_at_once"], ["Ada"])

# %% 12.1 right: story by story
predicted = dict.fromkeys(["one_by_one", "all_at_once"], ["Ada"]) | {"together": [], "around": []}
predicted.update(passed_over="Ada Bob".split(), within="Ada Cleo".split())

# %% 12.1 right: prints and logs
import logging

predicted = {"one_by_one": ["Ada"], "together": list(), "around": list(), "all_at_once": ["Ada"]}
predicted["within"] = ["Ada", "Cleo"]
predicted["passed_over"] = ["Ada", "Bob"]
for story, names in predicted.items():
    print(story, names)
    logging.warning("%s leaves %s", story, names)

# %% 12.2 wrong: takes nought for nothing
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    query = db.query(Book).filter(Book.title.like(f"%{text}%"))
    if least:
        query = query.filter(Book.price >= least)
    if most:
        query = query.filter(Book.price <= most)
    return [book.title for book in query.order_by(Book.price, Book.title).limit(3).offset(3 * (page - 1))]

# %% 12.2 wrong: filters in Python
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    books = [
        book
        for book in db.all(Book)
        if text.lower() in book.title.lower()
        and (least is None or book.price >= least)
        and (most is None or book.price <= most)
    ]
    books.sort(key=lambda book: (book.price, book.title))
    return [book.title for book in books][3 * (page - 1) : 3 * page]

# %% 12.2 wrong: cuts the page out of all rows
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    query = db.query(Book).filter(Book.title.like(f"%{text}%"))
    if least is not None:
        query = query.filter(Book.price >= least)
    if most is not None:
        query = query.filter(Book.price <= most)
    return [book.title for book in query.order_by(Book.price, Book.title)][3 * (page - 1) : 3 * page]

# %% 12.2 wrong: forgets what filter returns
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    query = db.query(Book).order_by(Book.price, Book.title)
    query.filter(Book.title.like(f"%{text}%"))
    if least is not None:
        query.filter(Book.price >= least)
    if most is not None:
        query.filter(Book.price <= most)
    return [book.title for book in query.limit(3).offset(3 * (page - 1))]

# %% 12.2 wrong: less and greater alone
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    query = db.query(Book).filter(Book.title.like(f"%{text}%"))
    if least is not None:
        query = query.filter(Book.price > least)
    if most is not None:
        query = query.filter(Book.price < most)
    return [book.title for book in query.order_by(Book.price, Book.title).limit(3).offset(3 * (page - 1))]

# %% 12.2 wrong: sorts by title first
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    query = db.query(Book).filter(Book.title.like(f"%{text}%"))
    if least is not None:
        query = query.filter(Book.price >= least)
    if most is not None:
        query = query.filter(Book.price <= most)
    return [book.title for book in query.order_by(Book.title, Book.price).limit(3).offset(3 * (page - 1))]

# %% 12.2 wrong: text at the beginning alone
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    query = db.query(Book).filter(Book.title.like(f"{text}%"))
    if least is not None:
        query = query.filter(Book.price >= least)
    if most is not None:
        query = query.filter(Book.price <= most)
    return [book.title for book in query.order_by(Book.price, Book.title).limit(3).offset(3 * (page - 1))]

# %% 12.2 right: a list of conditions
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    conditions = [Book.title.like("%" + text + "%")]
    conditions += [Book.price >= least] if least is not None else []
    conditions += [Book.price <= most] if most is not None else []
    found = db.query(Book).offset(page * 3 - 3).limit(3).order_by(Book.price).order_by(Book.title)
    return [book.title for book in found.filter(*conditions)]

# %% 12.2 right: prints and logs
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    import logging

    least = 0 if least is None else least
    most = 10**9 if most is None else most
    fits = Book.title.like(f"%{text}%") & ~(Book.price < least) & ~(Book.price > most)
    query = db.query(Book).filter(fits).order_by(Book.price, Book.title)
    print(query.statement)
    logging.getLogger("shop").warning("searched for %r", text)
    return [book.title for book in query.limit(3).offset(3 * (page - 1))]

# %% 12.2 right: SQL of its own
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    sql = "SELECT title FROM book WHERE title LIKE ? AND price BETWEEN ? AND ? ORDER BY price, title LIMIT 3 OFFSET ?"
    low = least if least is not None else 0
    high = most if most is not None else 10**9
    return [title for (title,) in db.conn.fetch(sql, [f"%{text}%", low, high, 3 * page - 3])]

# %% 12.3 wrong: puts the saves together, and reads before
class Item(Table):
    name = Column(str)
    number = Column(int)


class Record(Table):
    item = ForeignKey(Item)
    before = Column(int)
    after = Column(int)


def adjust(db, id, change):
    item = db.get(Item, id)
    record = Record(item=item, before=item.number)
    item.number = record.after = change(item.number)
    with db.transaction():
        db.save(record)
        db.save(item)


def story(change):
    with Database(":memory:") as db:
        db.create(Item, Record)
        db.save(Item(name="tea", number=10))
        try:
            adjust(db, 1, change)
        except ArithmeticError:
            pass
        return db.get(Item, 1).number, [(record.before, record.after) for record in db.all(Record)]

# %% 12.3 wrong: changes first, so that nothing is left
class Item(Table):
    name = Column(str)
    number = Column(int)


class Record(Table):
    item = ForeignKey(Item)
    before = Column(int)
    after = Column(int)


def adjust(db, id, change):
    item = db.get(Item, id)
    before, item.number = item.number, change(item.number)
    db.save_all([item, Record(item=item, before=before, after=item.number)])


def story(change):
    with Database(":memory:") as db:
        db.create(Item, Record)
        db.save(Item(name="tea", number=10))
        try:
            adjust(db, 1, change)
        except ArithmeticError:
            pass
        return db.get(Item, 1).number, [(record.before, record.after) for record in db.all(Record)]

# %% 12.3 wrong: swallows the refusal
class Item(Table):
    name = Column(str)
    number = Column(int)


class Record(Table):
    item = ForeignKey(Item)
    before = Column(int)
    after = Column(int)


def adjust(db, id, change):
    try:
        with db.transaction():
            item = db.get(Item, id)
            record = Record(item=item, before=item.number)
            item.number = record.after = change(item.number)
            db.save_all([record, item])
    except Exception:
        pass


def story(change):
    with Database(":memory:") as db:
        db.create(Item, Record)
        db.save(Item(name="tea", number=10))
        try:
            adjust(db, 1, change)
        except ArithmeticError:
            pass
        return db.get(Item, 1).number, [(record.before, record.after) for record in db.all(Record)]

# %% 12.3 wrong: a transaction for each half
class Item(Table):
    name = Column(str)
    number = Column(int)


class Record(Table):
    item = ForeignKey(Item)
    before = Column(int)
    after = Column(int)


def adjust(db, id, change):
    with db.transaction():
        item = db.get(Item, id)
        record = Record(item=item, before=item.number)
        db.save(record)
    with db.transaction():
        item.number = change(item.number)
        record.after = item.number
        db.save_all([item, record])


def story(change):
    with Database(":memory:") as db:
        db.create(Item, Record)
        db.save(Item(name="tea", number=10))
        try:
            adjust(db, 1, change)
        except ArithmeticError:
            pass
        return db.get(Item, 1).number, [(record.before, record.after) for record in db.all(Record)]

# %% 12.3 wrong: keeps no record
class Item(Table):
    name = Column(str)
    number = Column(int)


class Record(Table):
    item = ForeignKey(Item)
    before = Column(int)
    after = Column(int)


def adjust(db, id, change):
    with db.transaction():
        item = db.get(Item, id)
        item.number = change(item.number)
        db.save(item)


def story(change):
    with Database(":memory:") as db:
        db.create(Item, Record)
        db.save(Item(name="tea", number=10))
        try:
            adjust(db, 1, change)
        except ArithmeticError:
            pass
        return db.get(Item, 1).number, [(record.before, record.after) for record in db.all(Record)]

# %% 12.3 right: all that was there, in a transaction
class Item(Table):
    name = Column(str)
    number = Column(int)


class Record(Table):
    item = ForeignKey(Item)
    before = Column(int)
    after = Column(int)


def adjust(db, id, change):
    with db.transaction():
        item = db.get(Item, id)
        record = Record(item=item, before=item.number)
        db.save(record)
        item.number = change(item.number)
        db.update(item)
        record.after = item.number
        db.update(record)


def story(change):
    with Database(":memory:") as db:
        db.create(Item, Record)
        db.save(Item(name="tea", number=10))
        try:
            adjust(db, 1, change)
        except ArithmeticError:
            pass
        return db.get(Item, 1).number, [(record.before, record.after) for record in db.all(Record)]

# %% 12.3 right: one in another, prints and logs
class Item(Table):
    name = Column(str)
    number = Column(int)


class Record(Table):
    item = ForeignKey(Item)
    before = Column(int)
    after = Column(int)


def adjust(db, id, change):
    import logging

    with db.transaction():
        item = db.query(Item).filter(Item.id == id).one()
        before = item.number
        with db.transaction():
            item.number = change(before)
            db.save(item)
        db.save(Record(item=item, before=before, after=item.number))
        print("changed", before)
        logging.getLogger("shop").warning("changed %s", before)


def story(change):
    with Database(":memory:") as db:
        db.create(Item, Record)
        db.save(Item(name="tea", number=10))
        try:
            adjust(db, 1, change)
        except ArithmeticError:
            pass
        return db.get(Item, 1).number, [(record.before, record.after) for record in db.all(Record)]

# %% 12.4 wrong: looks at the payee alone
class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


def sound(transfer):
    for amount in (4, 10):
        with bank(10, 0) as db:
            transfer(db, 1, 2, amount)
            if db.get(Account, 2).balance != amount:
                return False
    return True

# %% 12.4 wrong: knows no payee that is missing
class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


def sound(transfer):
    stories = [(1, 2, 4, [6, 4]), (1, 2, 10, [0, 10]), (1, 1, 4, [10, 0]), (1, 2, 11, None), (1, 2, -1, None)]
    return all(fair(transfer, *story) for story in stories)


def fair(transfer, payer, payee, amount, expected):
    with bank(10, 0) as db:
        try:
            transfer(db, payer, payee, amount)
        except (ValueError, OrmError):
            return expected is None and [account.balance for account in db.all(Account)] == [10, 0]
        return [account.balance for account in db.all(Account)] == expected

# %% 12.4 wrong: nobody pays themselves
class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


def sound(transfer):
    stories = [(1, 2, 4, [6, 4]), (1, 2, 10, [0, 10]), (1, 2, 11, None), (1, 2, -1, None), (1, 3, 4, None)]
    return all(fair(transfer, *story) for story in stories)


def fair(transfer, payer, payee, amount, expected):
    with bank(10, 0) as db:
        try:
            transfer(db, payer, payee, amount)
        except (ValueError, OrmError):
            return expected is None and [account.balance for account in db.all(Account)] == [10, 0]
        return [account.balance for account in db.all(Account)] == expected

# %% 12.4 wrong: not to the last coin
class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


def sound(transfer):
    stories = [(1, 2, 4, [6, 4]), (1, 1, 4, [10, 0]), (1, 2, 11, None), (1, 2, -1, None), (1, 3, 4, None)]
    return all(fair(transfer, *story) for story in stories)


def fair(transfer, payer, payee, amount, expected):
    with bank(10, 0) as db:
        try:
            transfer(db, payer, payee, amount)
        except (ValueError, OrmError):
            return expected is None and [account.balance for account in db.all(Account)] == [10, 0]
        return [account.balance for account in db.all(Account)] == expected

# %% 12.4 wrong: takes silence for a refusal
class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


def sound(transfer):
    stories = [(1, 2, 4, [6, 4]), (1, 2, 10, [0, 10]), (1, 1, 4, [10, 0])]
    stories += [(1, 2, 11, [10, 0]), (1, 2, -1, [10, 0]), (1, 3, 4, [10, 0])]
    return all(fair(transfer, *story) for story in stories)


def fair(transfer, payer, payee, amount, expected):
    with bank(10, 0) as db:
        try:
            transfer(db, payer, payee, amount)
        except (ValueError, OrmError):
            pass
        return [account.balance for account in db.all(Account)] == expected

# %% 12.4 wrong: trusts everyone
class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


def sound(transfer):
    return True

# %% 12.4 wrong: trusts the one that it knows
class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


right = transfer


def sound(transfer):
    return transfer is right

# %% 12.4 right: in a bank of three
class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


def sound(transfer):
    def after(*payment):
        with bank(7, 5, 3) as db:
            try:
                transfer(db, *payment)
            except Exception:
                return "refused", db.query(Account).filter(Account.balance.in_([7, 5, 3])).count()
            return tuple(account.balance for account in db.query(Account))

    no = ("refused", 3)
    return (
        after(1, 2, 1) == (6, 6, 3)
        and after(2, 3, 5) == (7, 0, 8)
        and after(3, 3, 3) == (7, 5, 3)
        and after(1, 3, 8) == after(2, 1, -2) == after(2, 9, 1) == no
    )

# %% 12.4 right: one by one, prints and logs
import logging


class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


def sound(transfer):
    def balances(db):
        return [db.get(Account, 1).balance, db.get(Account, 2).balance]

    with bank(10, 10) as db:
        try:
            transfer(db, 1, 2, 10)
            transfer(db, 2, 2, 20)
            transfer(db, 2, 1, 5)
        except (ValueError, OrmError) as error:
            logging.getLogger("judge").warning("refused: %s", error)
            return False
        if balances(db) != [5, 15]:
            return False
        for payment in [(1, 2, 6), (1, 2, -6), (1, 77, 2)]:
            print(payment)
            try:
                transfer(db, *payment)
                return False
            except (ValueError, OrmError):
                if balances(db) != [5, 15]:
                    return False
    return True

# %% 12.5 wrong: the year alone
class Book(Table):
    title = Column(str)
    year = Column(int)


def page(db, size, last=None):
    query = db.query(Book).order_by(-Book.year, Book.title, Book.id)
    if last is not None:
        query = query.filter(Book.year < last.year)
    return list(query.limit(size))


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found

# %% 12.5 wrong: each column for itself
class Book(Table):
    title = Column(str)
    year = Column(int)


def page(db, size, last=None):
    query = db.query(Book).order_by(-Book.year, Book.title, Book.id)
    if last is not None:
        query = query.filter(Book.year <= last.year, Book.title >= last.title, Book.id > last.id)
    return list(query.limit(size))


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found

# %% 12.5 wrong: one of two that are alike is lost
class Book(Table):
    title = Column(str)
    year = Column(int)


def page(db, size, last=None):
    query = db.query(Book).order_by(-Book.year, Book.title, Book.id)
    if last is not None:
        query = query.filter((Book.year < last.year) | ((Book.year == last.year) & (Book.title > last.title)))
    return list(query.limit(size))


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found

# %% 12.5 wrong: begins with the last one again
class Book(Table):
    title = Column(str)
    year = Column(int)


def page(db, size, last=None):
    query = db.query(Book).order_by(-Book.year, Book.title, Book.id)
    if last is not None:
        same = (Book.year == last.year) & ((Book.title > last.title) | ((Book.title == last.title) & (Book.id >= last.id)))
        query = query.filter((Book.year < last.year) | same)
    return list(query.limit(size))


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found

# %% 12.5 wrong: the oldest first
class Book(Table):
    title = Column(str)
    year = Column(int)


def page(db, size, last=None):
    query = db.query(Book).order_by(Book.year, Book.title, Book.id)
    if last is not None:
        same = (Book.year == last.year) & ((Book.title > last.title) | ((Book.title == last.title) & (Book.id > last.id)))
        query = query.filter((Book.year > last.year) | same)
    return list(query.limit(size))


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found

# %% 12.5 wrong: by the id
class Book(Table):
    title = Column(str)
    year = Column(int)


def page(db, size, last=None):
    query = db.query(Book).order_by(-Book.year, Book.title, Book.id)
    if last is not None:
        query = query.filter(Book.id > last.id)
    return list(query.limit(size))


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found

# %% 12.5 right: the others taken away
class Book(Table):
    title = Column(str)
    year = Column(int)


def page(db, size, last=None):
    query = db.query(Book).order_by(-Book.year, Book.title)
    if last is None:
        return list(query.limit(size))
    before = (Book.year > last.year) | ((Book.year == last.year) & (Book.title < last.title))
    alike = (Book.year == last.year) & (Book.title == last.title) & (Book.id <= last.id)
    return list(query.filter(~before, ~alike).limit(size))


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found

# %% 12.5 right: three conditions, prints and logs
class Book(Table):
    title = Column(str)
    year = Column(int)


def page(db, size, last=None):
    import logging

    following = []
    if last:
        print("after", last.title)
        logging.getLogger("books").warning("after %s", last.title)
        a = Book.year < last.year
        b = (Book.year == last.year) & (Book.title > last.title)
        c = (Book.year == last.year) & (Book.title == last.title) & (Book.id > last.id)
        following = [a | b | c]
    return list(db.query(Book).filter(*following).order_by(-Book.year).order_by(Book.title, Book.id).limit(size))


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found

# %% 12.6 wrong: looks and takes without a transaction
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        job = self.db.query(Job).filter(Job.free <= self.clock()).order_by(Job.id).first()
        if job is not None:
            job.free = self.clock() + self.lease
            self.db.save(job)
        return job

    def done(self, job):
        self.db.delete(job)

# %% 12.6 wrong: looks before its transaction
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        job = self.db.query(Job).filter(Job.free <= self.clock()).first()
        if job is not None:
            with self.db.transaction():
                job.free = self.clock() + self.lease
                self.db.save(job)
        return job

    def done(self, job):
        self.db.delete(job)

# %% 12.6 wrong: a job of one who died never comes back
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        with self.db.transaction():
            job = self.db.query(Job).filter(Job.free == 0).first()
            if job is not None:
                job.free = self.clock() + self.lease
                self.db.save(job)
            return job

    def done(self, job):
        self.db.delete(job)

# %% 12.6 wrong: free a second too late
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        with self.db.transaction():
            job = self.db.query(Job).filter(Job.free < self.clock()).first()
            if job is not None:
                job.free = self.clock() + self.lease
                self.db.save(job)
            return job

    def done(self, job):
        self.db.delete(job)

# %% 12.6 wrong: removes what it takes
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        with self.db.transaction():
            job = self.db.query(Job).first()
            if job is not None:
                self.db.delete(job)
            return job

    def done(self, job):
        pass

# %% 12.6 wrong: the youngest first
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        with self.db.transaction():
            job = self.db.query(Job).filter(Job.free <= self.clock()).order_by(-Job.id).first()
            if job is not None:
                job.free = self.clock() + self.lease
                self.db.save(job)
            return job

    def done(self, job):
        self.db.delete(job)

# %% 12.6 wrong: asks another clock
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        with self.db.transaction():
            job = self.db.query(Job).filter(Job.free <= time.time()).first()
            if job is not None:
                job.free = time.time() + self.lease
                self.db.save(job)
            return job

    def done(self, job):
        self.db.delete(job)

# %% 12.6 wrong: a job that is done comes back
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        with self.db.transaction():
            job = self.db.query(Job).filter(Job.free <= self.clock()).first()
            if job is not None:
                job.free = self.clock() + self.lease
                self.db.save(job)
            return job

    def done(self, job):
        job.free = self.clock() + self.lease
        self.db.save(job)

# %% 12.6 wrong: the last one that became free first
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        """Return the oldest free job, or None."""
        with self.db.transaction():
            job = self.db.query(Job).filter(Job.free <= self.clock()).order_by(Job.free).first()
            if job:
                job.free = self.clock() + self.lease
                self.db.save(job)
            return job

    def done(self, job):
        """Remove a job."""
        self.db.delete(job)

# %% 12.6 wrong: a job is done by its name
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        """Return the oldest free job, or None."""
        with self.db.transaction():
            job = self.db.query(Job).filter(Job.free <= self.clock()).order_by(Job.id).first()
            if job:
                job.free = self.clock() + self.lease
                self.db.save(job)
            return job

    def done(self, job):
        """Remove a job."""
        for other in self.db.query(Job).filter(Job.name == job.name):
            self.db.delete(other)

# %% 12.6 right: one statement of SQL
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        now = self.clock()
        oldest = "SELECT min(id) FROM job WHERE free <= ?"
        found = self.db.conn.fetch(f"UPDATE job SET free = ? WHERE id = ({oldest}) RETURNING id", [now + self.lease, now])
        return self.db.get(Job, found[0][0]) if found else None

    def done(self, job):
        self.db.delete(Job, id=job.id)

# %% 12.6 right: prints and logs
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import logging
import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        print("who is free?")
        with self.db.transaction():
            for job in self.db.query(Job):
                if job.free <= self.clock():
                    logging.getLogger("jobs").warning("taken: %s", job.name)
                    job.free = self.lease + self.clock()
                    self.db.update(job)
                    return job
        return None

    def done(self, job):
        self.db.delete(job)


# %% 12.2 wrong: large letters are other letters than small ones
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


def search(db, text="", least=None, most=None, page=1):
    result = db.conn.fetch(
        "SELECT title FROM book WHERE instr(title, ?) AND price >= ifnull(?, price) AND price <= ifnull(?, price)"
        " ORDER BY price, title, id LIMIT 3 OFFSET ?",
        [text, least, most, 3 * page - 3],
    )
    return [title for (title,) in result]
