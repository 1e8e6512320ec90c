"""The framework and the kit are packaged apart, and every list of packages says the same."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email.message import Message
from email.parser import HeaderParser
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
EIGHT = {"jupyter", "ipywidgets", "webob", "parse", "jinja2", "requests-wsgi-adapter", "pytest", "nbval"}
LISTS = ["build", "lab", "test"]


def project(path: str) -> Any:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))["project"]


def normalised(name: str) -> str:
    """A distribution's name as requirements write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    """The packages that requirements ask for, without versions and markers."""
    return {normalised(re.split(r"[\s;<>=]", requirement, maxsplit=1)[0]) for requirement in requirements}


def pinned(name: str) -> set[str]:
    """The packages of a compiled list."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))


def imported(path: Path) -> set[str]:
    """The modules of others that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {
        name.partition(".")[0]
        for name in plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    }


FRAMEWORK = names(project("pyproject.toml")["dependencies"])
KIT = names(project("alcazar_kit/pyproject.toml")["dependencies"])
TEST = names(project("alcazar_kit/pyproject.toml")["optional-dependencies"]["test"])


@pytest.fixture(scope="module")
def framework_wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The framework's wheel, as built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    (wheel,) = folder.iterdir()
    return zipfile.ZipFile(wheel)


def metadata(wheel: zipfile.ZipFile) -> Message:
    (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    return HeaderParser().parsestr(wheel.read(name).decode())


def test_the_frameworks_wheel_holds_alcazar_and_nothing_else(framework_wheel: zipfile.ZipFile) -> None:
    files = {name for name in framework_wheel.namelist() if ".dist-info/" not in name}
    modules = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("alcazar/**/*.py")}
    assert files == modules | {"alcazar/py.typed"}


def test_the_frameworks_wheel_asks_for_its_six_dependencies(framework_wheel: zipfile.ZipFile) -> None:
    asked = metadata(framework_wheel).get_all("Requires-Dist")
    assert asked is not None
    assert set(asked) == {"webob", "parse", "jinja2", "requests", "requests-wsgi-adapter", "urllib3"} == FRAMEWORK


def test_the_kits_packages_are_its_folders() -> None:
    settings = tomllib.loads((ROOT / "alcazar_kit" / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "setuptools"
    ]
    inits = (ROOT / "alcazar_kit").glob("**/__init__.py")
    folders = {".".join(init.parent.relative_to(ROOT).parts) for init in inits if "build" not in init.parts}
    assert set(settings["packages"]) == folders


def test_an_editable_kit_shows_the_kit_and_hides_the_framework(tmp_path: Path) -> None:
    checkout, site = tmp_path / "checkout", tmp_path / "site"
    unneeded = shutil.ignore_patterns("__pycache__", "build", "*.egg-info")
    for package in ("alcazar", "alcazar_kit"):
        shutil.copytree(ROOT / package, checkout / package, ignore=unneeded)
    site.mkdir()
    backend = f"import setuptools.build_meta as backend; print(backend.build_editable({str(site)!r}))"
    subprocess.run([sys.executable, "-c", backend], cwd=checkout / "alcazar_kit", check=True, capture_output=True)
    (wheel,) = site.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(site)
    look = (
        f"import site, importlib.util as u; site.addsitedir({str(site)!r}); "
        "print(u.find_spec('alcazar_kit').origin, u.find_spec('alcazar'))"
    )
    shown = subprocess.run([sys.executable, "-I", "-S", "-c", look], check=True, capture_output=True, text=True)
    assert shown.stdout.split() == [str(checkout / "alcazar_kit" / "__init__.py"), "None"]


def test_the_kit_stands_on_the_eight_packages() -> None:
    assert EIGHT <= KIT


# pytest is there where its fixtures are looked for.
@pytest.mark.parametrize(("package", "asked"), [("alcazar", FRAMEWORK | {"pytest"}), ("alcazar_kit", KIT)])
def test_what_a_package_imports_it_asks_for(package: str, asked: set[str]) -> None:
    distributions = packages_distributions()
    used = {
        normalised(name)
        for path in (ROOT / package).rglob("*.py")
        for module in imported(path) - sys.stdlib_module_names - {"alcazar", "alcazar_kit"}
        for name in distributions.get(module, [f"{module}, which {path.name} imports"])[:1]
    }
    assert used - asked == set()


def test_conda_users_get_the_same_packages() -> None:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    (from_pip,) = [entry["pip"] for entry in listed if isinstance(entry, dict)]
    assert from_pip[-1] == "--editable ./alcazar_kit"
    everything = names([entry for entry in listed if isinstance(entry, str)]) | names(from_pip[:-1])
    assert everything - {"python"} == KIT


def test_what_is_pinned_covers_what_is_asked_for() -> None:
    assert pinned("lab") >= FRAMEWORK | KIT
    assert pinned("test") >= FRAMEWORK | KIT | TEST


def test_the_tests_packages_include_the_labs_at_the_same_versions() -> None:
    lines = {name: (ROOT / "requirements" / f"{name}.txt").read_text().splitlines() for name in ("lab", "test")}
    pins = {name: {line for line in text if "==" in line} for name, text in lines.items()}
    assert pins["lab"] < pins["test"]


@pytest.mark.parametrize("name", LISTS)
def test_every_pin_has_a_hash_and_no_list_names_an_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert pins
    assert all("--hash=sha256:" in pin for pin in pins)
    assert not re.search(r"://|--(extra-)?index|--find-links|^-", text, re.MULTILINE)


def test_actions_are_pinned_by_commit() -> None:
    workflows = [path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")]
    uses = [line for text in workflows for line in text.splitlines() if "uses:" in line]
    assert uses
    assert all(re.search(r"uses: [\w/-]+@[0-9a-f]{40} # v\d", line) for line in uses)
