# Messages that are small, and many.

# %% 1.1 failed: words that it works, without end
import threading

kernel, parent = get_ipython().kernel, get_ipython().kernel.get_parent("shell")


def talk():
    while True:
        kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "busy"}, parent)


threading.Thread(target=talk, daemon=True).start()
threading.Event().wait()
