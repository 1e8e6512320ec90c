# Standard input, where no one sits.

# %% 1.1 failed: input()
name = input('Who? ')

# %% 1.2 passed: the file descriptor itself
import os
import sys

os.read(0, 1)
sys.stdin.read()
app = Alcazar()
app.route("/books")(lambda: "All books")
app.route("/about")(lambda: "About us")
