# Code that runs when a process or an object ends.

# %% 1.1 passed: an endless one that no one waits for
import atexit
import signal


def endless():
    while True:
        pass


atexit.register(endless)
signal.signal(signal.SIGTERM, lambda *_: endless())

def shorten(text, length):
    return text[:length]

# %% 1.2 failed: an endless __del__
class Clinging:
    def __del__(self):
        while True:
            pass


Clinging()
