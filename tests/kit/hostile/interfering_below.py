# Right answers that change the process which the others run in.

# %% 1.1 passed: traces, depths, signals
import signal
import sys
import threading

def shorten(text, length):
    return text[:length]


sys.settrace(lambda *_: None)
threading.settrace(lambda *_: None)
signal.signal(signal.SIGINT, signal.SIG_IGN)
get_ipython().events.register("post_run_cell", lambda result: sys.setrecursionlimit(70))

# %% 1.2 failed: its folder, its files, its environment
import os
import shutil

shutil.rmtree(os.getcwd(), ignore_errors=True)
shutil.rmtree(os.environ["ALCAZAR_WORKSPACE"], ignore_errors=True)
os.chdir("/")
os.umask(0o777)
os.environ.clear()
