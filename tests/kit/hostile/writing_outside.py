# Files outside the one folder that is the learner's.

# %% 1.1 passed: in every folder that the machine or the course has
import os


def write(folder):
    with open(f"{folder}/written", "w") as file:
        return file.write("x")


sockets = [line.split()[1] for line in open("/proc/mounts") if line.split()[1].endswith("/ipc")]
folders = ["/", "/etc", "/usr", "/usr/local", "/var/tmp", "/root", "/home", "/run", "/dev", "/proc", "/proc/sys/kernel",
           "/course", "/course/alcazar_kit", "/course/alcazar", "/sys", "COURSE", "FOLDER", "HOME", *sockets]
for folder in folders:
    attempt(folder, lambda: write(folder))
attempt("no sockets", lambda: not sockets)


def shorten(text, length):
    return text[:length] if not reached else repr(reached)

# %% 1.2 passed: links, sockets, pipes and changes in the folder that is shared
import os
import socket

[shared] = [line.split()[1] for line in open("/proc/mounts") if line.split()[1].endswith("/ipc")]
[kernels] = os.listdir(shared)
for folder in (shared, f"{shared}/{kernels}"):
    attempt("link", lambda: os.symlink("/etc/passwd", f"{folder}/link") or "made")
    attempt("pipe", lambda: os.mkfifo(f"{folder}/pipe") or "made")
    attempt("folder", lambda: os.mkdir(f"{folder}/folder") or "made")
    attempt("socket", lambda: socket.socket(socket.AF_UNIX).bind(f"{folder}/socket") or "made")
    attempt("mode", lambda: os.chmod(folder, 0o777) or "changed")
    for name in os.listdir(folder):
        attempt(f"{name} removed", lambda: os.remove(f"{folder}/{name}") or "removed")
        attempt(f"{name} moved", lambda: os.rename(f"{folder}/{name}", f"{folder}/moved") or "moved")
app = Alcazar()
app.route("/books")(lambda: repr(reached) if reached else "All books")
app.route("/about")(lambda: "About us")
