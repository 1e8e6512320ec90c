# Loops in what is called to show a value.

# %% 1.1 failed: in __repr__
class Endless:
    def __repr__(self):
        while True:
            pass


def shorten(text, length):
    return Endless()
