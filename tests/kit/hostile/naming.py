# Exceptions that are no pleasure to tell about.

# %% 1.1 failed: a name of 100,000 characters, with orders for a terminal
raise type("=1+1\x1b[2J\u202e<script>" + "E" * 100_000, (Exception,), {})("\x1b]0;title\x07" + "v" * 100_000)

# %% 1.2 failed: half a character
raise ValueError("\ud800\0")
