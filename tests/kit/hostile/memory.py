# More memory than there is. (The limit is 300 MB here.)

# %% 1.1 failed: in one list
held = []
while True:
    held.append(bytearray(10_000_000))

# %% 1.2 failed: in many processes, each of which is small
import os
import time

for _ in range(20):
    if not os.fork():
        held = bytearray(b"x" * 60_000_000)
        time.sleep(60)
        os._exit(0)
time.sleep(60)
