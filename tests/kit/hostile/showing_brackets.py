# Text on which a comparison takes long.

# %% 1.1 failed: signs that begin something, 50,000 of them
from IPython.display import display

text = "GET /\n  status  " + "⟨" * 50_000
get_ipython().events.register("pre_run_cell", lambda info: display({"text/plain": text}, raw=True))
shorten = None
