"""A module to merge cells into, and what a merge is held to in every test. It tests nothing itself."""

from textwrap import dedent

from alcazar_kit.builder import merge

ROUTER = '''\
"""Routing."""

import re

from .request import Request

LIMIT = 10


# finds routes
class Router:
    """All routes."""

    size: int = 0

    def add(self, path):
        self.paths = [re.compile(path)]  # one

    @property
    def path(self) -> Request:
        return self.paths[0]

    @path.setter
    def path(self, value):
        self.paths = [value]


def find(router):
    return router
'''


def text(source):
    return dedent(source).lstrip("\n")


def cell(source, into=ROUTER):
    return merge(into, text(source))


def assert_merges(module, given, expected):
    merged = merge(text(module), text(given))
    assert merged == text(expected)
    assert merge(merged, text(given)) == merged
