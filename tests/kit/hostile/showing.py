# What the solution shows, shown beside what the check shows.

# %% 1.1 failed: in a hook before each cell
from IPython.display import display

get_ipython().events.register("pre_run_cell", lambda info: display({"text/plain": EXPECTED}, raw=True))
shorten = None

# %% 1.2 failed: by a check of its own
from contextlib import contextmanager

from IPython.display import display


@contextmanager
def check(id):
    yield
    display({"text/plain": EXPECTED}, raw=True)


print(EXPECTED)
display({"text/plain": EXPECTED}, raw=True)
