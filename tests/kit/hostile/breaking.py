# Kernels that break below Python.

# %% 1.1 failed: an address where there is nothing
import ctypes

ctypes.string_at(0)

# %% 1.2 failed: no file left open
import os

os.closerange(3, 512)
