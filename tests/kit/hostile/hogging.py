# Right answers that leave something running, which is theirs alone.

# %% 1.1 passed: threads that are busy for ever
import threading


def busy():
    while True:
        pass


for _ in range(3):
    threading.Thread(target=busy, daemon=True).start()


def shorten(text, length):
    return text[:length]

# %% 1.2 passed: a hook that never returns before the next answer
import time

app = Alcazar()
app.route("/books")(lambda: "All books")
app.route("/about")(lambda: "About us")
get_ipython().events.register("pre_run_cell", lambda info: time.sleep(1000 if "answer 1.3" in info.raw_cell else 0))
