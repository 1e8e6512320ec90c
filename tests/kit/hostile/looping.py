# Loops without end.

# %% 1.1 failed: one that can't be interrupted
while True:
    try:
        while True:
            pass
    except KeyboardInterrupt:
        pass

# %% 1.2 failed: one in C
import re

re.match('(a+)+$', 'a' * 60 + 'b')
