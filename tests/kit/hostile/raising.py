# Exceptions that are no Exception.

# %% 1.1 failed: SystemExit
raise SystemExit(0)

# %% 1.2 failed: a KeyboardInterrupt whose traceback is not shown
shell = get_ipython()
shell.showtraceback = shell._showtraceback = shell.showsyntaxerror = lambda *_, **__: None
raise KeyboardInterrupt
