# Memory that is held for a process and not by it.

# %% 1.1 passed: a file of zeros that is shared, whose pages stay when they are taken from the process
import mmap
import os

attempt("/dev/zero", lambda: mmap.mmap(os.open("/dev/zero", os.O_RDWR), 10_000_000))


def shorten(text, length):
    return text[:length] if not reached else repr(reached)

# %% 1.2 passed: tables of addresses, 2 MB for each GB that is looked at
import mmap

attempt("addresses", lambda: mmap.mmap(-1, 50_000_000_000, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, mmap.PROT_READ))
app = Alcazar()
app.route("/books")(lambda: repr(reached) if reached else "All books")
app.route("/about")(lambda: "About us")
