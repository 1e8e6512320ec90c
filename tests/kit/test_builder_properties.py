"""What merging keeps to, whatever the module and whatever the cell."""

import ast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alcazar_kit.builder import merge
from tests.kit.module_sources import CLASSES, sources


def named(cell):
    """Return the names that a cell defines or imports."""
    imports = [node for node in ast.parse(cell).body if isinstance(node, ast.Import | ast.ImportFrom)]
    return {*definitions(cell), *(alias.asname or alias.name for node in imports for alias in node.names)}


@st.composite
def modules_and_cells(draw):
    items, module = draw(sources())
    present = [name for name in CLASSES if name in {item.name for item in items}]
    _, cell = draw(sources(rests=present[:2]))
    spare = sorted({item.name for item in items} - named(cell))
    gone = draw(st.lists(st.sampled_from(spare), max_size=1)) if spare else []
    cell += "".join(f"del {name}\n" for name in gone)
    return items, module, cell, gone


anything = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


NOT_KEPT = {ast.dump(node) for node in ast.parse("...\npass\ndel put").body}


def keeps_rest(node):
    return isinstance(node, ast.ClassDef) and ast.dump(ast.parse("...").body[0]) in map(ast.dump, node.body)


def member_names(node):
    deleted = [target.id for part in node.body if isinstance(part, ast.Delete) for target in part.targets]
    return {*definitions(ast.unparse(node.body)), *deleted}


def definitions(source):
    """Return each definition's tree as text, by name."""
    found = {}
    for node in ast.parse(source).body:
        names = [node.name] if hasattr(node, "name") else []
        if isinstance(node, ast.Assign | ast.AnnAssign):
            names = [target.id for target in getattr(node, "targets", None) or [node.target]]
        found.update(dict.fromkeys(names, node))
    return found


@anything
@given(modules_and_cells())
def test_merging_a_cell_twice_changes_nothing(case):
    _, module, cell, _ = case
    once = merge(module, cell)
    assert merge(once, cell) == once


@anything
@given(modules_and_cells())
def test_every_untouched_definition_is_kept_byte_for_byte(case):
    items, module, cell, gone = case
    merged = f"\n{merge(module, cell)}"
    for item in items:
        if item.name not in {*gone, *named(cell)}:
            assert f"\n{item.text}\n" in merged


@anything
@given(modules_and_cells())
def test_every_untouched_member_of_a_class_that_keeps_its_rest_is_kept_byte_for_byte(case):
    items, module, cell, _ = case
    merged = merge(module, cell)
    kept = {name: node for name, node in definitions(cell).items() if keeps_rest(node)}
    for item in items:
        for member in item.members if item.name in kept else ():
            if member.name not in member_names(kept[item.name]):
                assert f"\n{member.text}\n" in merged


@anything
@given(modules_and_cells())
def test_what_the_cell_defines_is_defined_so(case):
    _, module, cell, _ = case
    merged = definitions(merge(module, cell))
    for name, node in definitions(cell).items():
        if keeps_rest(node):
            assert set(map(ast.dump, node.body)) - set(map(ast.dump, merged[name].body)) <= NOT_KEPT
        else:
            assert ast.dump(merged[name]) == ast.dump(node)


@anything
@given(modules_and_cells())
def test_what_the_cell_deletes_is_gone(case):
    _, module, cell, gone = case
    assert not set(gone) & set(definitions(merge(module, cell)))


@anything
@given(modules_and_cells())
def test_a_second_cell_finds_a_merged_module_as_good_as_any(case):
    _, module, cell, _ = case
    fresh = merge("", module)
    ast.parse(merge(fresh, cell))


RULES = [
    test_merging_a_cell_twice_changes_nothing,
    test_every_untouched_definition_is_kept_byte_for_byte,
    test_every_untouched_member_of_a_class_that_keeps_its_rest_is_kept_byte_for_byte,
    test_what_the_cell_defines_is_defined_so,
    test_what_the_cell_deletes_is_gone,
    test_a_second_cell_finds_a_merged_module_as_good_as_any,
]


@pytest.mark.long
@settings(anything, max_examples=2000)
@given(modules_and_cells())
def test_every_rule_holds_in_a_long_run(case):
    for rule in RULES:
        rule.hypothesis.inner_test(case)
