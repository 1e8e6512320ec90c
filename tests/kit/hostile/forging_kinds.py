# Messages of the wrong kind.

# %% 1.1 failed: a wrong signature
forge("status", b'{"execution_state": "idle"}', key=b"0" * 64)
shorten = None

# %% 1.2 failed: an error whose traceback is a number, a huge number, one that is none
forge("error", b'{"ename": "E", "evalue": "e", "traceback": 5}')
forge("stream", b'{"name": "stdout", "text": ' + b"9" * 10_000 + b"}")
forge("execute_result", b'{"data": {"text/plain": NaN}, "metadata": {}}')
