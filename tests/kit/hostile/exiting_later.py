# Ends that come late, or to no one.

# %% 1.1 failed: a moment later
import os
import threading

threading.Timer(0.3, os._exit, [0]).start()

# %% 1.2 passed: of threads alone
import sys
import threading

for _ in range(3):
    threading.Thread(target=sys.exit).start()
app = Alcazar()
app.route("/books")(lambda: "All books")
app.route("/about")(lambda: "About us")
