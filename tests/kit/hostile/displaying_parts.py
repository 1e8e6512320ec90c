# A message in many parts, which counts only once all have arrived.

# %% 1.1 failed: 1 GB of them, again and again
part = b"x" * 1_900_000
for _ in range(20):
    get_ipython().kernel.iopub_socket.send_multipart([part] * 500, copy=False)
