# Files that would be imported or read in place of others.

# %% 1.1 failed: modules and settings where the next kernel starts
import os

for name in ("random", "json", "typing", "sitecustomize", "usercustomize", "conftest", "alcazar", "alcazar_kit", "ipykernel"):
    with open(f"{name}.py", "w") as file:
        file.write("import os\nos._exit(1)")
with open("pytest.ini", "w") as file:
    file.write("[pytest]\naddopts = --co")
os.makedirs(".ipython/profile_default/startup", exist_ok=True)
with open(".ipython/profile_default/startup/a.py", "w") as file:
    file.write("import os\nos._exit(1)")
os._exit(1)

# %% 1.2 failed: folders that can't be entered, and are deeper than a path can be long
import os

os.makedirs("closed/inside")
os.chmod("closed/inside", 0)
os.chmod("closed", 0)
for _ in range(3000):
    os.mkdir("down")
    os.chdir("down")
os._exit(1)
