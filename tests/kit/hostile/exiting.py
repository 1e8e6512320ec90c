# Kernels that are ended.

# %% 1.1 failed: by the answer
import os

os._exit(0)

# %% 1.2 failed: by a page, while it is checked
import os

app = Alcazar()
app.route("/books")(lambda: os._exit(0))
