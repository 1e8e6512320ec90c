"""How a class of a build cell that keeps its rest is merged."""

from tests.kit.merges import assert_merges, cell


def test_members_replace_theirs_and_new_ones_go_where_they_stand():
    assert_merges(
        """
        class A:
            '''Doc.'''

            x = 1

            def f(self): pass

            def g(self): pass
        """,
        """
        @final
        class A(B):
            def first(self): pass
            ...
            def f(self): return 1
            def last(self): pass
        """,
        """
        @final
        class A(B):
            '''Doc.'''

            def first(self): pass

            x = 1

            def f(self): return 1

            def g(self): pass

            def last(self): pass
        """,
    )


def test_a_new_member_stays_below_a_known_one_that_leads_the_class():
    module = "class A:\n    def __init__(self): pass\n\n    def g(self): pass\n"
    given = "class A:\n    def __init__(self): pass\n\n    def f(self): pass\n\n    ...\n"
    assert_merges(module, given, module.replace("    def g", "    def f(self): pass\n\n    def g"))


def test_a_setter_leaves_its_getter_alone():
    merged = cell("class Router:\n    ...\n    @path.setter\n    def path(self, value): pass\n")
    assert "    @property\n    def path(self) -> Request:\n        return self.paths[0]\n" in merged
    assert "self.paths = [value]" not in merged


def test_a_new_setter_goes_below_its_getter():
    module = "class A:\n    @property\n    def x(self): pass\n\n    def y(self): pass\n"
    setter = "    @x.setter\n    def x(self, value): pass\n\n"
    assert_merges(module, f"class A:\n{setter}    ...\n", module.replace("    def y", f"{setter}    def y"))


def test_a_method_in_a_propertys_place_removes_the_setter():
    assert "setter" not in cell("class Router:\n    ...\n    def path(self): pass\n")


def test_del_removes_a_member_and_a_property_as_a_whole():
    merged = cell("class Router:\n    ...\n    del path, size\n")
    assert "path.setter" not in merged
    assert '    """All routes."""\n\n    def add' in merged


def test_a_class_that_loses_everything_passes():
    assert_merges("class A:\n    x = 1\n", "class A:\n    ...\n    del x\n", "class A:\n    pass\n")


def test_a_class_that_gains_something_does_not_pass_any_more():
    assert_merges("class A: pass\n", "class A:\n    ...\n    x = 1\n", "class A:\n    x = 1\n")


def test_a_nested_class_keeps_its_rest_too():
    assert_merges(
        "class A:\n    class B:\n        x = 1\n\n    y = 2\n",
        "class A:\n    ...\n    class B:\n        ...\n        z = 3\n",
        "class A:\n    class B:\n        x = 1\n        z = 3\n\n    y = 2\n",
    )


def test_a_members_text_takes_on_the_classs_indentation():
    assert_merges(
        "class A:\n\tx = 1\n",
        "class A:\n  ...\n  def f(self):\n    return '''\n  a\n'''\n",
        "class A:\n\tx = 1\n\n\tdef f(self):\n\t  return '''\n  a\n'''\n",
    )


def test_a_stub_is_a_member_like_any_other():
    assert_merges(
        "class A:\n    x = 1\n",
        "class A:\n    ...\n    def f(self): ...\n",
        "class A:\n    x = 1\n\n    def f(self): ...\n",
    )


def test_overloads_are_replaced_together_and_stand_above_what_they_overload():
    overloads = "    @overload\n    def f(self): ...\n    @overload\n    def f(self, x): ...\n"
    module = "class A:\n    def f(self, x=1): pass\n"
    assert_merges(module, f"class A:\n    ...\n{overloads}", f"class A:\n{overloads}    def f(self, x=1): pass\n")


def test_registered_functions_named_underscore_are_told_apart():
    first = "@show.register\ndef _(x: int): pass\n"
    second = "@show.register\ndef _(x: str): pass\n"
    assert_merges(first, second, f"{first}\n\n{second}")


def test_comments_above_and_below_members_stay():
    module = "class A:\n    # alone\n\n    # with f\n    def f(self): pass\n        # inside f\n\n    # at the end\n"
    assert_merges(module, "class A:\n    ...\n    x = 1\n", module + "\n    x = 1\n")


def test_the_comment_above_a_class_stays_unless_the_cell_has_one():
    given = "class A:\n    ...\n"
    assert_merges("# old\nclass A:\n    x = 1\n", given, "# old\nclass A:\n    x = 1\n")
    assert_merges("# old\nclass A:\n    x = 1\n", f"# new\n{given}", "# new\nclass A:\n    x = 1\n")


def test_a_new_member_stays_above_a_known_one_that_ends_the_class():
    module = "class A:\n    x = 1\n\n    def g(self): pass\n"
    given = "class A:\n    ...\n\n    def f(self): pass\n\n    def g(self): pass\n"
    assert_merges(module, given, module.replace("    def g", "    def f(self): pass\n\n    def g"))


def test_a_body_beside_its_head_is_merged_too():
    assert_merges("class A: x = 1; y = 2  # both\n", "class A(B): ...\n", "class A(B):\n    x = 1\n    y = 2\n")


def test_a_form_feed_is_no_indentation():
    assert_merges("class A:\n\f    x = 1\n", "class A:\n    ...\n    y = 2\n", "class A:\n\f    x = 1\n    y = 2\n")
