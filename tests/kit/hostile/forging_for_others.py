# Messages in the name of cells that come later.

# %% 1.1 failed: a display of nothing in each of them
def begin(shell):
    def forge(info):
        kernel = shell.kernel
        content = {"data": None, "metadata": {}}
        kernel.session.send(kernel.iopub_socket, "display_data", content, parent=kernel.get_parent("shell"))

    shell.events.register("pre_run_cell", forge)


begin(get_ipython())
shorten = None
