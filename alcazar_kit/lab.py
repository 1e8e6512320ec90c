"""JupyterLab, opened on the learner's workspace. It installs nothing and starts no other server.

The lab keeps its settings in the workspace and reads none of the learner's own, so that what they have set up for
other work can't break the course.
"""

import argparse
import os
import socket
from collections.abc import Sequence
from pathlib import Path

import click

from .course import Course, load_course
from .desk.sync import sync
from .errors import KitError
from .workspace import Workspace

SETTINGS = Path(__file__).parent / "lab_settings"
TEACHERS = ("assignment_list", "course_list", "formgrader", "validate_assignment")
"""What nbgrader, where it is installed, would add to the server; its part of the page is off in ``SETTINGS``."""


def run(options: Sequence[str] = ()) -> int:
    """Prepare the workspace and serve JupyterLab on it until it is stopped; return its exit code.

    Args:
        options: go to JupyterLab as they are, such as ``--port 9000`` or ``--no-browser``.

    Raises:
        KitError: the workspace can't be used, or the port that was asked for is in use.
    """
    course = load_course()
    workspace = Workspace.find(course)
    words = arguments(course, workspace, options)
    for sentence in filter(None, [workspace.note, *sync(course, workspace)]):
        click.echo(sentence)
    click.echo("JupyterLab starts on your workspace; its address follows. Ctrl-C here stops it.")
    _enter(surroundings(course, workspace))
    from jupyterlab.labapp import LabApp  # reads the environment when it is imported

    LabApp.launch_instance(words)
    return 0


def arguments(course: Course, workspace: Workspace, options: Sequence[str] = ()) -> list[str]:
    """Return the words that follow ``jupyter lab``.

    Raises:
        KitError: the port that was asked for is in use.
    """
    first = course.walkthrough(course.chapters[0])
    return [
        f"--ServerApp.root_dir={workspace.root}",
        f"--LabApp.default_url=/lab/tree/notebooks/{first.name}",
        f"--LabApp.app_settings_dir={SETTINGS}",
        "--LabApp.extension_manager=readonly",
        *(f"--ServerApp.jpserver_extensions=nbgrader.server_extensions.{name}=False" for name in TEACHERS),
        "--ServerApp.ip=127.0.0.1",
        "--log-level=WARN",
        *(["--allow-root"] if _is_root() else []),
        *_port(options),
        *options,
    ]


def surroundings(course: Course, workspace: Workspace) -> dict[str, str]:
    """Return the environment of the lab and of its kernels, beside what they inherit."""
    own = workspace.root / ".jupyter"
    return {
        "ALCAZAR_COURSE": str(course.root),
        "ALCAZAR_WORKSPACE": str(workspace.root),
        "IPYTHONDIR": str(own / "ipython"),
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def _enter(surroundings: dict[str, str]) -> None:
    """Make this the environment, in the place of whatever Jupyter was told before."""
    for name in [name for name in os.environ if name.startswith(("JUPYTER_", "JUPYTERLAB_"))]:
        del os.environ[name]
    os.environ.update(surroundings)


def _port(options: Sequence[str]) -> list[str]:
    """Return what makes JupyterLab insist on the port asked for; where none was, it takes the next free one."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--port", "--ServerApp.port", dest="port")
    port = parser.parse_known_args(list(options))[0].port
    if port is None:
        return []
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise KitError(f"{port!r} is no port: give a number from 1 to 65535, or leave --port out.")
    if _in_use(int(port)):
        raise KitError(f"Port {port} is in use. Choose another one, or leave --port out and a free one is found.")
    return ["--ServerApp.port_retries=0"]


def _in_use(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
