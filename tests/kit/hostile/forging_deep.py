# Messages that are hard to read.

# %% 1.1 failed: lists in lists
forge("display_data", b'{"metadata": {}, "data": {"text/plain": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}")
shorten = None

# %% 1.2 failed: half characters, which no file can hold
get_ipython().events.register("pre_run_cell", lambda info: forge(
    "display_data", b'{"metadata": {}, "data": {"text/plain": "\\ud800", "text/html": "\\udc80"}}'))
app = Alcazar()
