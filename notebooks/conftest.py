"""Has nbval judge the notebooks in this folder as the course does. It defines nothing of its own."""

from alcazar_kit.grading.nbval_plugin import pytest_collect_file

__all__ = ["pytest_collect_file"]
