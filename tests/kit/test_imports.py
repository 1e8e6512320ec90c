"""The import guard: ``alcazar`` comes from one folder, afresh, and from nowhere else."""

import importlib
import inspect
import os
import py_compile
import subprocess
import sys
import textwrap
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from alcazar_kit.imports import GUARD, import_afresh, purge, restore
from alcazar_kit.rebinding import fresh_import, stale

KIT = Path(__file__).parents[2]


@pytest.fixture
def package(tmp_path: Path) -> Iterator[Path]:
    """A served package with one module, app; afterwards this process is as it was."""
    modules, folder, on_path = purge(), GUARD.folder, list(sys.meta_path)
    package = tmp_path / "alcazar"
    package.mkdir()
    (package / "__init__.py").write_text("from .app import Alcazar as Alcazar\n")
    (package / "app.py").write_text("class Alcazar:\n    def name(self):\n        return 'one'\n\nLIMIT = 1\n")
    GUARD.install()
    GUARD.serve(package)
    yield package
    GUARD.serve(folder)
    sys.meta_path[:] = on_path
    restore(modules)


def run(code: str, folder: Path, **environment: str) -> str:
    """Run code in a fresh interpreter that may write byte code, and return what it prints."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=folder, check=True, text=True, capture_output=True,
        env=inherited | {"PYTHONPATH": str(KIT)} | environment, timeout=60,
    )  # fmt: skip
    return ended.stdout


def rewrite(package: Path, old: str, new: str) -> None:
    """Change the module within the same tick of the clock."""
    path = package / "app.py"
    stat = path.stat()
    path.write_text(path.read_text().replace(old, new))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_the_package_comes_from_the_served_folder(package: Path) -> None:
    import alcazar

    assert Path(alcazar.__file__) == package / "__init__.py"


def test_without_a_chapter_the_import_says_what_to_do(package: Path) -> None:
    GUARD.serve(None)
    with pytest.raises(ModuleNotFoundError, match="run %chapter with a number first"):
        importlib.import_module("alcazar")


def test_a_package_that_was_deleted_says_what_to_do(package: Path) -> None:
    GUARD.serve(package / "gone")
    with pytest.raises(ModuleNotFoundError, match="gone from the workspace: run %chapter again"):
        importlib.import_module("alcazar")


def test_a_module_that_is_not_built_yet_is_named(package: Path) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"no module 'alcazar\.routing' yet"):
        importlib.import_module("alcazar.routing")


def test_an_empty_package_can_be_imported(package: Path) -> None:
    for file in package.iterdir():
        file.unlink()
    import alcazar

    assert list(alcazar.__path__) == [str(package)]


def test_a_package_in_the_working_folder_is_not_taken_by_accident(tmp_path: Path, package: Path) -> None:
    code = f"""
        import sys; sys.path.insert(0, '')
        from pathlib import Path
        import alcazar; print(alcazar.WHO)
        from alcazar_kit.imports import GUARD
        GUARD.install(); GUARD.serve(Path({str(package)!r}))
        import alcazar; print(alcazar.__file__)
    """
    (tmp_path / "here/alcazar").mkdir(parents=True)
    (tmp_path / "here/alcazar/__init__.py").write_text("WHO = 'finished'")
    before, after = run(code, tmp_path / "here").splitlines()
    assert (before, after) == ("finished", str(package / "__init__.py"))


def test_an_editable_install_is_not_taken_by_accident(tmp_path: Path, package: Path) -> None:
    code = f"""
        import sys
        from importlib.machinery import PathFinder
        from pathlib import Path
        class Editable:
            def find_spec(name, path=None, target=None):
                return PathFinder.find_spec(name, [{str(tmp_path / "finished")!r}]) if name == 'alcazar' else None
        sys.meta_path.insert(0, Editable)
        from alcazar_kit.imports import GUARD
        GUARD.install(); GUARD.serve(Path({str(package)!r}))
        import alcazar; print(alcazar.__file__)
    """
    (tmp_path / "finished/alcazar").mkdir(parents=True)
    (tmp_path / "finished/alcazar/__init__.py").write_text("")
    assert run(code, tmp_path).strip() == str(package / "__init__.py")


def test_twenty_quick_rewrites_of_one_size_are_all_seen(tmp_path: Path) -> None:
    code = """
        import os
        from pathlib import Path
        from alcazar_kit.imports import GUARD, import_afresh
        assert 'PYTHONDONTWRITEBYTECODE' not in os.environ
        package = Path('alcazar').absolute(); package.mkdir()
        (package / '__init__.py').write_text('from .app import N')
        GUARD.install(); GUARD.serve(package)
        for number in range(10, 30):
            (package / 'app.py').write_text(f'N = {number}')
            import_afresh(['alcazar.app'])
            import alcazar
            print(alcazar.N)
        print(sorted(path.name for path in package.rglob('*')))
    """
    assert run(code, tmp_path).splitlines() == [*map(str, range(10, 30)), "['__init__.py', 'app.py']"]


def test_poisoned_byte_code_is_not_read(package: Path) -> None:
    app = package / "app.py"
    good, stat = app.read_text(), app.stat()
    app.write_text(good.replace("one", "bad"))
    os.utime(app, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    py_compile.compile(str(app), doraise=True)
    app.write_text(good)
    os.utime(app, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert list(package.glob("__pycache__/*.pyc"))
    from alcazar import Alcazar

    assert Alcazar().name() == "one"


def test_the_source_that_inspect_shows_is_the_new_one(package: Path) -> None:
    namespace: dict[str, object] = {}
    exec("from alcazar import Alcazar", namespace)
    assert "'one'" in inspect.getsource(namespace["Alcazar"])
    rewrite(package, "one", "two")
    fresh_import(namespace)
    assert "'two'" in inspect.getsource(namespace["Alcazar"])


def test_a_traceback_shows_the_lines_that_ran(package: Path) -> None:
    namespace: dict[str, object] = {}
    exec("from alcazar import Alcazar", namespace)
    shown = []
    for old, new in (("return 'one'", "raise KeyError('a')"), ("'a'", "'b'")):
        rewrite(package, old, new)
        fresh_import(namespace)
        with pytest.raises(KeyError) as caught:
            namespace["Alcazar"]().name()
        shown.append(traceback.extract_tb(caught.value.__traceback__)[-1].line)
    assert shown == ["raise KeyError('a')", "raise KeyError('b')"]


def test_a_failed_import_leaves_the_old_modules(package: Path) -> None:
    import alcazar

    rewrite(package, "LIMIT = 1", "LIMIT = 1 / 0")
    with pytest.raises(ZeroDivisionError):
        import_afresh(["alcazar.app"])
    assert sys.modules["alcazar"] is alcazar
    assert sys.modules["alcazar.app"].LIMIT == 1


def test_a_module_that_nothing_imports_yet_is_imported_too(package: Path) -> None:
    (package / "routing.py").write_text("1 / 0")
    with pytest.raises(ZeroDivisionError):
        import_afresh(["alcazar.routing"])


def test_names_aliases_and_submodules_follow(package: Path) -> None:
    namespace: dict[str, object] = {}
    exec(
        "import alcazar, alcazar.app as web\nfrom alcazar import Alcazar as A\nfrom alcazar.app import LIMIT", namespace
    )
    rewrite(package, "LIMIT = 1", "LIMIT = 2")
    rewrite(package, "one", "two")
    assert fresh_import(namespace) == []
    assert namespace["A"]().name() == "two"
    assert namespace["alcazar"] is sys.modules["alcazar"]
    assert (namespace["web"], namespace["LIMIT"]) == (sys.modules["alcazar.app"], 2)


def test_a_variable_that_only_equals_a_constant_is_left_alone(package: Path) -> None:
    importlib.import_module("alcazar")

    namespace: dict[str, object] = {"mine": 1}
    rewrite(package, "LIMIT = 1", "LIMIT = 2")
    fresh_import(namespace)
    assert namespace == {"mine": 1}


def test_variables_that_hold_old_objects_are_named(package: Path) -> None:
    namespace: dict[str, object] = {}
    exec(
        "from alcazar import Alcazar\napp = Alcazar()\napps = [app]\nbound = app.name\nnumber = 3\n"
        "class Mine(Alcazar): pass\nmine = Mine()\n_hidden = app",
        namespace,
    )
    names = [variable.name for variable in fresh_import(namespace)]
    assert names == ["app", "apps", "bound", "Mine", "mine"]


def test_the_sentence_on_an_old_object_says_what_to_do(package: Path) -> None:
    namespace: dict[str, object] = {}
    exec("from alcazar import Alcazar\napp = Alcazar()", namespace)
    (stale,) = fresh_import(namespace)
    assert str(stale) == "`app` still holds an old Alcazar: run its cell again to use the new one"


def test_a_class_that_is_gone_is_named_and_not_rebound(package: Path) -> None:
    namespace: dict[str, object] = {}
    exec("from alcazar.app import Alcazar", namespace)
    old = namespace["Alcazar"]
    (package / "app.py").write_text("def other(): pass\n")
    (package / "__init__.py").write_text("")
    assert [variable.name for variable in fresh_import(namespace)] == ["Alcazar"]
    assert namespace["Alcazar"] is old


def test_a_fresh_closure_of_the_package_is_not_called_old(package: Path) -> None:
    rewrite(
        package, "LIMIT = 1", "def make():\n    def inner(): pass\n    class Local: pass\n    return inner\nLIMIT = 1"
    )
    namespace: dict[str, object] = {}
    exec("from alcazar.app import make\ninner = make()", namespace)
    assert [variable.name for variable in fresh_import(namespace)] == ["inner"]
    exec("inner = make()", namespace)
    assert stale(namespace) == []


def test_a_module_that_did_not_change_is_compiled_once(package: Path) -> None:
    from alcazar import Alcazar

    before = Alcazar
    import_afresh(["alcazar.app"])
    from alcazar import Alcazar

    assert Alcazar is not before
    assert Alcazar.name.__code__ is before.name.__code__


def test_a_module_with_a_syntax_error_is_named_and_the_kit_is_not(package: Path) -> None:
    rewrite(package, "class", "klass")
    with pytest.raises(SyntaxError) as caught:
        importlib.import_module("alcazar")
    shown = "".join(traceback.format_exception(caught.value))
    assert f'File "{package / "app.py"}", line 1' in shown
    assert "alcazar_kit" not in shown
