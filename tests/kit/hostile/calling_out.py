# The network, and sockets of this machine.

# %% 1.1 passed: a server on this machine, names, any address
import socket

for family, address in (
    (socket.AF_INET, ("127.0.0.1", PORT)), (socket.AF_INET, ("192.0.2.1", 80)), (socket.AF_INET6, ("::1", PORT)),
):
    attempt(address, lambda: socket.socket(family, socket.SOCK_STREAM).connect(address) or "connected")
attempt("a name", lambda: socket.getaddrinfo("example.org", 80))
attempt("a datagram", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)))
attempt("the host of a virtual machine", lambda: socket.socket(40, socket.SOCK_STREAM))
attempt("raw packets", lambda: socket.socket(17, socket.SOCK_RAW))


def shorten(text, length):
    return text[:length] if not reached else repr(reached)

# %% 1.2 passed: sockets in files, and without
import socket

names = ["SOCKET", "\0ABSTRACT", "/run/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket", "/tmp/.X11-unix/X0"]
for name in names:
    attempt(name, lambda: socket.socket(socket.AF_UNIX).connect(name) or "connected")
app = Alcazar()
app.route("/books")(lambda: repr(reached) if reached else "All books")
app.route("/about")(lambda: "About us")
