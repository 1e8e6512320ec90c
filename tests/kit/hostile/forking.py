# Processes that multiply. (Never more than 300: the test may fail.)

# %% 1.1 failed: 300 of them
import os
import time

for _ in range(300):
    try:
        if not os.fork():
            time.sleep(60)
            os._exit(0)
    except OSError:
        break
time.sleep(60)

# %% 1.2 passed: daemons, without session, parent or environment
import os
import subprocess
import sys

endless = "import os, signal, time\nif os.fork(): os._exit(0)\nos.setsid()\n"
endless += "if os.fork(): os._exit(0)\nfor n in range(1, 30):\n    try: signal.signal(n, signal.SIG_IGN)\n"
endless += "    except OSError: pass\ntime.sleep(600)"
for _ in range(5):
    subprocess.run([sys.executable, "-c", endless], env={}, check=True)
app = Alcazar()
app.route("/books")(lambda: "All books")
app.route("/about")(lambda: "About us")
