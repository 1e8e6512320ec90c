"""``kit.py`` sets everything up once and hands over; whatever stands in its way is a sentence.

Most of it is tried on a small checkout: the real ``kit.py``, a kit that only says how it was called, and no packages.
"""

import ast
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]

SMALL_KIT = {
    "requirements/build.txt": "",
    "requirements/lab.txt": "",
    "requirements/test.txt": "",
    "alcazar_kit/__init__.py": "",
    "alcazar_kit/__main__.py": "import sys\nprint('the kit was told', *sys.argv[1:])\nsys.exit(7)\n",
    "alcazar_kit/pyproject.toml": (
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "alcazar-kit"\nversion = "0.1.0"\n'
    ),
    "alcazar_kit/backend.py": '''"""The least that can build an editable wheel."""
import pathlib, zipfile

INFO = "alcazar_kit-0.1.0.dist-info"
FILES = {
    "_alcazar_kit.pth": str(pathlib.Path.cwd().parent),
    f"{INFO}/METADATA": "Metadata-Version: 2.1\\nName: alcazar-kit\\nVersion: 0.1.0\\n",
    f"{INFO}/WHEEL": "Wheel-Version: 1.0\\nGenerator: backend\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    f"{INFO}/RECORD": "",
}


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "alcazar_kit-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory, name), "w") as wheel:
        for path, text in FILES.items():
            wheel.writestr(path, text)
    return name


build_wheel = build_editable
''',
}

UNREACHABLE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_CONFIG_FILE": os.devnull,
}


def make_checkout(root: Path) -> Path:
    """A small checkout with the real kit.py."""
    for name, text in SMALL_KIT.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    shutil.copy(ROOT / "kit.py", root)
    return root


def environment(**more: str) -> dict[str, str]:
    """The environment without uv, and without what pip and Python are told besides."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "UV_"))}
    folders = [folder for folder in kept["PATH"].split(os.pathsep) if not shutil.which("uv", path=folder)]
    return kept | {"PATH": os.pathsep.join(folders)} | more


def start(root: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a checkout's kit.py as a person would."""
    command = [sys.executable, str(root / "kit.py"), *words]
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True, timeout=60, check=False)


def load(root: Path) -> ModuleType:
    """Import a checkout's kit.py."""
    spec = importlib.util.spec_from_file_location("kit_under_test", root / "kit.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that was never set up."""
    return make_checkout(tmp_path / "alcazar")


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A checkout that was set up by a first start, and what that said."""
    root = make_checkout(tmp_path_factory.mktemp("front-door") / "alcazar")
    return root, start(root, "grade", "--json", "a file.json")


@pytest.fixture
def ready(first_start: tuple[Path, object]) -> ModuleType:
    """The kit.py of a checkout that is set up."""
    kit = load(first_start[0])
    assert kit.ready("lab")
    return kit


def test_the_first_start_shows_its_steps_and_hands_over(
    first_start: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    root, done = first_start
    assert done.stdout.startswith(f"Setting Alcazar up in {root / '.venv'}")
    assert all(step in done.stdout for step in ("\n  pip", "\n  build tools", "\n  packages", "\n  the kit", "\nReady"))
    assert done.stdout.endswith("the kit was told grade --json a file.json\n")
    assert (done.returncode, done.stderr) == (7, "")


def test_a_second_start_goes_straight_on_in_under_a_second(ready: ModuleType) -> None:
    begun = time.perf_counter()
    done = start(ready.ROOT, "progress")
    assert time.perf_counter() - begun < 1
    assert (done.stdout, done.returncode) == ("the kit was told progress\n", 7)


def test_help_is_the_kits_own(ready: ModuleType) -> None:
    assert start(ready.ROOT, "help").stdout == "the kit was told --help\n"


def test_what_is_set_up_for_the_lab_is_not_enough_for_the_tests(ready: ModuleType) -> None:
    assert (ready.ready("lab"), ready.ready("test")) == (True, False)


@pytest.mark.parametrize("name", ["requirements/build.txt", "requirements/lab.txt", "alcazar_kit/pyproject.toml"])
def test_a_new_list_of_packages_is_installed(ready: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = ready.ROOT / name
    original = path.read_text()
    try:
        path.write_text(original + "\n# more\n")
        assert not ready.ready("lab")
    finally:
        path.write_text(original)
    assert ready.ready("lab")


@pytest.mark.parametrize("missing", ["python", "package", "marker"])
def test_a_venv_that_lost_something_is_not_ready(ready: ModuleType, tmp_path: Path, missing: str) -> None:
    info = next(ready.VENV.glob(ready.PACKAGES))
    lost = {"python": ready.PYTHON, "package": info, "marker": ready.MARKER}[missing]
    lost.rename(tmp_path / "lost")
    try:
        assert not ready.ready("lab")
    finally:
        (tmp_path / "lost").rename(lost)


@pytest.mark.parametrize(
    "change", [{"root": "/elsewhere"}, {"python": "python3.9"}, {"base": "/gone/python"}, {"purpose": None}]
)
def test_a_venv_of_another_place_or_python_or_unfinished_is_not_ready(
    ready: ModuleType, change: dict[str, str | None]
) -> None:
    noted = ready.read_marker()
    try:
        ready.write_marker(**{key: value for key, value in (noted | change).items() if key != "root"})
        if "root" in change:
            ready.MARKER.write_text(ready.MARKER.read_text().replace(str(ready.ROOT), "/elsewhere"))
        assert not ready.ready("lab")
    finally:
        ready.write_marker(**{key: value for key, value in noted.items() if key != "root"})


def test_half_a_venv_is_made_again(checkout: Path) -> None:
    kit = load(checkout)
    kit.VENV.mkdir()
    kit.write_marker()
    (kit.VENV / "lib").mkdir()
    (kit.VENV / "lib" / "half-a-package").write_text("")
    kit.make_venv()
    assert not (kit.VENV / "lib" / "half-a-package").exists()
    assert subprocess.run([kit.PYTHON, "-c", ""], check=False).returncode == 0


def test_a_venv_that_kit_py_did_not_make_is_left_alone(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "mine").write_text("")
    done = start(checkout, "lab")
    assert (
        done.stderr
        == f"Error: {checkout / '.venv'} was not made by kit.py. Move it away or delete it, and start again.\n"
    )
    assert (done.returncode, (checkout / ".venv" / "mine").exists()) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to one process")
def test_a_set_up_that_is_stopped_says_so_and_leaves_no_finished_half(checkout: Path) -> None:
    kit = load(checkout)
    process = subprocess.Popen(
        [sys.executable, str(checkout / "kit.py"), "lab"],
        env=environment(),
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )
    while not kit.LOG.exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said.strip()) == (130, b"Stopped. Start again to go on.")
    assert not kit.ready("lab")
    assert kit.MARKER.exists()


def test_without_a_network_it_says_so(ready: ModuleType) -> None:
    build, noted = ready.ROOT / "requirements" / "build.txt", ready.MARKER.read_text()
    try:
        build.write_text(f"setuptools==84.2.1 --hash=sha256:{'0' * 64}\n")
        done = start(ready.ROOT, "lab", **UNREACHABLE)
    finally:
        build.write_text("")
        ready.MARKER.write_text(noted)
    assert done.stderr.startswith("Error: The packages could not be fetched. Is there a network?")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("log", "begin"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "A package is not the one"),
        ("error: Hash mismatch for `idna==3.20`", "A package is not the one"),
        ("SSLError(SSLCertVerificationError(1, 'certificate verify failed'))", "The network's certificate"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("NewConnectionError(': Temporary failure in name resolution')", "The packages could not be fetched"),
        ("error: Failed to fetch: `http://127.0.0.1:9/simple/idna/`", "The packages could not be fetched"),
        ("ERROR: No matching distribution found for pyyaml==6.0.3", "A package is not ready-made"),
        ("Because pyyaml==6.0.3 has no usable wheels", "A package is not ready-made"),
        ("/alcazar/.venv/bin/python: No module named ensurepip", "This Python can't install packages"),
        ("one thing\nKeyError: 'odd'\n", "Installing packages failed: KeyError: 'odd' (all of it is in "),
        ("", "Installing packages failed: it said nothing"),
    ],
)
def test_an_installers_trouble_is_a_sentence(checkout: Path, log: str, begin: str) -> None:
    assert load(checkout).explain("packages", log).startswith(begin)


@pytest.mark.parametrize("version", [(2, 7), (3, 8), (3, 10), (3, 15), (4, 0)])
def test_another_python_is_refused_in_a_sentence(checkout: Path, version: tuple[int, int]) -> None:
    kit = load(checkout)
    with pytest.raises(
        kit.SetupError, match=r"Alcazar needs Python 3\.11 to 3\.14, and .* is \d\.\d+\. Start kit\.py with"
    ):
        kit.refuse_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_these_pythons_will_do(checkout: Path, version: tuple[int, int]) -> None:
    assert load(checkout).refuse_python(version) is None


def test_a_python_too_old_can_still_read_the_file() -> None:
    ast.parse((ROOT / "kit.py").read_text(), feature_version=(3, 7))


def test_a_checkout_that_cannot_be_written_is_a_sentence(checkout: Path) -> None:
    (checkout / ".venv").write_text("in the way")
    done = start(checkout, "lab")
    assert done.stderr.startswith(f"Error: {checkout / '.venv'} can't be written: ")
    assert "copy the course to a folder of your own" in done.stderr
    assert done.returncode == 2


def test_two_set_ups_wait_for_each_other_and_a_killed_one_is_in_nobodys_way(checkout: Path) -> None:
    hold = "import kit, time\nkit.VENV.mkdir(exist_ok=True)\nwith kit.only_one():\n    print('held', flush=True)\n    "
    command = [sys.executable, "-c"]
    with subprocess.Popen([*command, f"{hold}time.sleep(60)"], cwd=checkout, stdout=subprocess.PIPE) as first:
        assert first.stdout
        assert first.stdout.readline() == b"held\n"
        with subprocess.Popen([*command, f"{hold}pass"], cwd=checkout, stdout=subprocess.PIPE, text=True) as second:
            assert second.stdout
            assert second.stdout.readline() == "Another kit.py is setting Alcazar up; waiting for it ...\n"
            assert second.poll() is None
            first.kill()
            assert second.stdout.readline() == "held\n"


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_without_a_command_it_says_how_it_is_used_and_sets_nothing_up(checkout: Path, words: list[str]) -> None:
    done = start(checkout, *words)
    assert done.stdout.startswith("usage: python3 kit.py COMMAND")
    assert (done.returncode, (checkout / ".venv").exists()) == (0, False)
