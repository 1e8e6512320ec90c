# What would stay in a sandbox when its files are gone.

# %% 1.1 passed: attributes of folders, by which files that are made in them later can't be read, and leases of files
import fcntl
import os
import struct

entries = [(kind, 5, 0xFFFFFFFF) for kind in (1, 4, 32)]
unreadable = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
os.mkdir("own")
for folder in ("/tmp", "/dev/shm", "/home/learner", "own"):
    attempt(folder, lambda: os.setxattr(folder, "system.posix_acl_default", unreadable) or "set")
    attempt(folder, lambda: os.setxattr(folder, "user.any", b"x" * 1000) or "set")
with open("leased", "w+") as file:
    attempt("a lease", lambda: fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK) or "taken")


def shorten(text, length):
    return text[:length] if not reached else repr(reached)

# %% 1.2 passed: settings of the system, such as how many processes there may be, and the rights to its devices
import os

for root in ("/proc/sys", "/proc/1"):
    for folder, _, files in os.walk(root):
        for name in files:
            attempt(f"{folder}/{name}", lambda: os.open(f"{folder}/{name}", os.O_WRONLY))
for path in ("/dev/pts", "/dev/pts/ptmx"):
    attempt(path, lambda: os.chmod(path, 0) or "closed")
attempt("no terminal", lambda: not os.openpty())
app = Alcazar()
app.route("/books")(lambda: repr(reached) if reached else "All books")
app.route("/about")(lambda: "About us")
