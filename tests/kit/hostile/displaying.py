# Displays without end.

# %% 1.1 failed: one of 100 MB
from IPython.display import display

display({"text/plain": "x" * 100_000_000}, raw=True)

# %% 1.2 failed: 100,000 small ones
from IPython.display import display

for number in range(100_000):
    display({"text/plain": str(number)}, raw=True)
