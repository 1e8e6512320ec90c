"""What ``from alcazar import …`` offers."""

import types

import pytest

import alcazar

pytestmark = pytest.mark.chapter(1)


def test_public_names_are_sorted_and_said_once():
    assert alcazar.__all__ == sorted(set(alcazar.__all__))


def test_each_public_name_can_be_imported():
    scope = {}
    exec("from alcazar import *", scope)
    assert "Alcazar" in alcazar.__all__
    assert set(alcazar.__all__) <= scope.keys()


def test_what_the_package_imports_for_others_is_said_to_be_public():
    found = {
        name
        for name, value in vars(alcazar).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert found == set(alcazar.__all__)


def test_each_public_name_says_what_it_is():
    assert all(getattr(alcazar, name).__doc__ for name in alcazar.__all__)
