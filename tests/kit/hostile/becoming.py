# Kernels that become something else.

# %% 1.1 failed: another program
import os

os.execv("/bin/sleep", ["sleep", "100"])

# %% 1.2 failed: a child that goes on in its parent's place
import os

if os.fork():
    os.wait()
    os._exit(0)
app = Alcazar()
app.route("/books")(lambda: "All books")
app.route("/about")(lambda: "About us")
