"""The graders' virtual environments, made once from the registry and kept in a folder. It runs no grader."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .graders import PATIENCE, Grader

PIN = re.compile(r"^[\w.-]+==[^\\\n]+", re.MULTILINE)


def environment(kind: type[Grader], cache: Path, root: Path) -> Path:
    """Return the interpreter of a grader's environment; where there is none yet, make it.

    What all graders need has the versions that the course has pinned, so that each runs the same kernel.

    Args:
        kind: the grader.
        cache: the folder in which environments are kept.
        root: the course's folder.
    """
    pins = PIN.findall((root / "requirements" / "lab.txt").read_text(encoding="utf-8"))
    digest = hashlib.sha256("\n".join([kind.requirement, sys.version, str(root), *pins]).encode()).hexdigest()[:12]
    folder = cache / f"{kind.name}-{digest}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "finished").exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        constraints = folder / "constraints.txt"
        constraints.write_text("\n".join(pins), encoding="utf-8")
        wanted = [*filter(None, [kind.requirement]), "-e", str(root / "alcazar_kit")]
        subprocess.run([*_installer(python), "-c", str(constraints), *wanted], check=True, timeout=PATIENCE)
        (folder / "finished").touch()
    return python


def _installer(python: Path) -> list[str]:
    if shutil.which("uv"):
        return ["uv", "pip", "install", "--quiet", "--python", str(python)]
    return [str(python), "-m", "pip", "install", "--quiet"]
