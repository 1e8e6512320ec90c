# Output after the cell has ended, and output on which comparisons take long.

# %% 1.1 passed: a thread that goes on printing
import threading
import time


def talk():
    while True:
        time.sleep(0.02)
        print("more", flush=True)


threading.Thread(target=talk, daemon=True).start()


def shorten(text, length):
    return text[:length]

# %% 1.2 failed: many lines that are much alike
import random

from IPython.display import display

lines = (" ".join(random.choices(["one", "two", "six"], k=12)) for _ in range(12_000))
text = "\n".join(f"GET /{line}" for line in lines)
get_ipython().events.register("pre_run_cell", lambda info: display({"text/plain": text}, raw=True))
app = Alcazar()
