# Wrong answers that spoil what was imported and compiled once for all.

# %% 1.1 failed: the code that the package comes down to
import alcazar_kit.imports

alcazar_kit.imports._compiled = lambda source, path: compile("1 / 0", path, "exec")
shorten = None

# %% 1.2 failed: the finished framework, and what it stands on
import sys

import jinja2
import webob

for name in list(sys.modules):
    if name.startswith("_alcazar_finished"):
        sys.modules[name] = None
webob.Request = webob.Response = jinja2.Environment = None
app = Alcazar()
