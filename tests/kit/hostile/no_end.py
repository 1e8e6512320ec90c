# An answer whose cell ends, and whose output never does.

# %% 1.1 failed: no word that the cell has ended, and a line now and then
import threading
import time

get_ipython().kernel._publish_status = lambda *_, **__: None


def talk():
    while True:
        time.sleep(0.5)
        print("more", flush=True)


threading.Thread(target=talk, daemon=True).start()
