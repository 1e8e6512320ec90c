# Output without end.

# %% 1.1 failed: 300 MB in lines of 1 MB
for _ in range(300):
    print('x' * 1_000_000)

# %% 1.2 failed: 300 MB past Python, by a file descriptor
import os

for _ in range(300):
    os.write(1, b'x' * 1_000_000)
