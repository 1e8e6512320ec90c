# Cells run from an answer.

# %% 1.1 failed: magics of the course, and a cell
get_ipython().run_cell("print(EXPECTED)")
get_ipython().run_line_magic("exercises", "1")
shorten = lambda text, length: text

# %% 1.2 failed: the answer to another exercise
get_ipython().run_cell("%%answer 1.3\n1 / 0")
get_ipython().run_cell('with check("1.2") as given:\n    pass')
