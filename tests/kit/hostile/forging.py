# Messages in the kernel's name.

# %% 1.1 failed: what is no message
get_ipython().kernel.iopub_socket.send_multipart([b"no", b"message"])
get_ipython().kernel.iopub_socket.send_multipart([b""])
shorten = None

# %% 1.2 failed: an end of the cell, and a display with no data
forge("status", b'{"execution_state": "idle"}')
forge("display_data", b'{"data": null, "metadata": {}}')
