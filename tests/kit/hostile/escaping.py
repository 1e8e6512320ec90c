# Ways out of the sandbox.

# %% 1.1 passed: namespaces of its own, mounts, other roots
import ctypes
import os
import subprocess


def libc(name, *arguments):
    return ctypes.CDLL(None, use_errno=True)[name](*arguments) == 0


attempt("unshare", lambda: libc("unshare", 0x10000000))
attempt("unshare -r", lambda: subprocess.run(["unshare", "-Urm", "true"], capture_output=True).returncode == 0)
attempt("clone", lambda: ctypes.CDLL(None).syscall(56, 0x10000000 | 17, 0, 0, 0, 0) > 0)
attempt("mount", lambda: libc("mount", b"none", b"/tmp", b"tmpfs", 0, None))
attempt("chroot", lambda: os.chroot("/tmp") or "changed")
attempt("setuid", lambda: os.setuid(0) or "root")
attempt("capabilities", lambda: [line for line in open("/proc/self/status") if line.startswith("CapEff") and int(line.split()[1], 16)])


def shorten(text, length):
    return text[:length] if not reached else repr(reached)

# %% 1.2 passed: the process that forked it: its files, its memory, its trace
import ctypes
import os

parent = os.getppid()
attempt("files", lambda: os.listdir(f"/proc/{parent}/fd"))
attempt("memory", lambda: open(f"/proc/{parent}/mem", "r+b"))
attempt("pipe", lambda: [os.write(os.open(f"/proc/{parent}/fd/{n}", os.O_WRONLY), b"ended\n") for n in range(3, 9)])
attempt("trace", lambda: ctypes.CDLL(None).ptrace(16, parent, 0, 0) == 0)
attempt("descriptors", lambda: [n for n in range(3, 60) if "/ipc" in os.readlink(f"/proc/self/fd/{n}")])
app = Alcazar()
app.route("/books")(lambda: repr(reached) if reached else "All books")
app.route("/about")(lambda: "About us")
