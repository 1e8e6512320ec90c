# An answer that keeps the judge waiting by messages that are for nobody.

# %% 1.1 failed: replies for ever, while the cell runs
import threading
import time

kernel, ident = get_ipython().kernel, get_ipython().kernel.get_parent("shell")


def talk():
    while True:
        time.sleep(0.1)
        kernel.session.send(kernel.shell_stream.socket, "execute_reply", {"status": "ok"}, ident=[kernel.session.bsession])


threading.Thread(target=talk, daemon=True).start()
while True:
    time.sleep(1)
