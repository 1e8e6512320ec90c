# Messages that are no output, with what the solution shows in them.

# %% 1.1 failed: changes of a display, widgets, requests, and kinds that there are not
def begin(shell):
    def forge(info):
        kernel, content = shell.kernel, {"data": {"text/plain": EXPECTED}, "metadata": {}, "transient": {}, "code": EXPECTED}
        for kind in ("update_display_data", "clear_output", "comm_open", "execute_input", "input_request", "\x1b[2J\u202e"):
            kernel.session.send(kernel.iopub_socket, kind, content, kernel.get_parent("shell"))

    shell.events.register("pre_run_cell", forge)


begin(get_ipython())
shorten = None

# %% 1.2 failed: as printed text, and as HTML
from IPython.display import display


def show_twice(info):
    print(EXPECTED)
    display({"text/html": EXPECTED}, raw=True)


get_ipython().events.register("pre_run_cell", show_twice)
app = Alcazar()
