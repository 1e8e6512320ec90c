# Messages in the name of cells that come later, which nbval can't take.

# %% 1.1 failed: printed text on a channel that is none
def begin(shell):
    def forge(info):
        if "1.1" not in info.raw_cell:
            kernel = shell.kernel
            kernel.session.send(kernel.iopub_socket, "stream", {"name": "data", "text": ""}, kernel.get_parent("shell"))

    shell.events.register("pre_run_cell", forge)


begin(get_ipython())
shorten = None

# %% 1.2 failed: a picture of lists in lists, in its own name as well
def begin(shell):
    def forge(info):
        kernel, parent = shell.kernel, shell.kernel.get_parent("shell")
        content = b'{"metadata": {}, "data": {"image/png": ' + b"[" * 800 + b"]" * 800 + b"}}"
        frames = [*map(kernel.session.pack, (kernel.session.msg_header("display_data"), parent["header"], {})), content]
        kernel.iopub_socket.send_multipart([b"", b"<IDS|MSG>", kernel.session.sign(frames), *frames])

    shell.events.register("pre_run_cell", forge)


begin(get_ipython())
app = Alcazar()
