# Wrong answers that spoil what others need.

# %% 1.1 failed: builtins and modules
import builtins
import json
import random
import sys

random.Random = json.dumps = json.loads = None
for name in ("len", "isinstance", "open", "str", "print", "__import__"):
    setattr(builtins, name, None)
sys.modules.clear()

# %% 1.2 failed: the kit
import alcazar_kit.checks
import alcazar_kit.session
import alcazar_kit.show

alcazar_kit.session.KernelSession.build = alcazar_kit.checks.Check.__enter__ = alcazar_kit.show.show_call = None
get_ipython().user_ns.update(show=None, check=None, show_call=None)
get_ipython().magics_manager.magics["cell"].clear()
