"""The workflow for GitHub Classroom asks for what there is: pinned actions, commands of the kit, points of a report."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from alcazar_kit.cli import main
from alcazar_kit.grading.reporting import junit
from tests.kit.test_junit import LOST, RECORD

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "classroom"
WORKFLOW = (FOLDER / "classroom.yml").read_text(encoding="utf-8")
STEPS = yaml.safe_load(WORKFLOW)["jobs"]["run-autograding-tests"]["steps"]

COMMAND = re.compile(r"(?:python3 kit\.py|alcazar-kit) [^`\n]+")
COMMANDS = COMMAND.findall(WORKFLOW) + COMMAND.findall((FOLDER / "README.md").read_text(encoding="utf-8"))


def step(name: str) -> Any:
    """A step of the workflow."""
    (found,) = [step for step in STEPS if step["name"] == name]
    return found


def test_its_actions_are_those_of_our_own_workflow_pinned_by_commit() -> None:
    ours = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    uses = [line.partition("uses: ")[2] for line in WORKFLOW.splitlines() if "uses:" in line]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in uses)
    assert all(line in ours for line in uses if not line.startswith("actions/upload-artifact"))


def test_it_may_write_nothing_and_leaves_no_token_behind() -> None:
    assert yaml.safe_load(WORKFLOW)["permissions"] == {"contents": "read"}
    checkouts = [step["with"] for step in STEPS if step.get("uses", "").startswith("actions/checkout")]
    assert [settings["persist-credentials"] for settings in checkouts] == [False, False]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_one_of_the_kits_with_options_that_it_has(command: str) -> None:
    name, *words = shlex.split(command.replace("…", "").removeprefix("python3 kit.py").removeprefix("alcazar-kit"))
    options = [option for param in main.commands[name].params for option in param.opts]
    assert isinstance(main.commands[name], click.Command)
    assert [word for word in words if word.startswith("-") and word not in options] == []


def points_written(folder: Path) -> str:
    """What the step that writes the points says and leaves, run where the report lies."""
    env = os.environ | {"GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    script = step("Write the points")["run"].replace("python3", shlex.quote(sys.executable), 1)
    ran = subprocess.run(["bash", "-ec", script], cwd=folder, env=env, capture_output=True, text=True, check=True)
    return ran.stdout + (folder / "summary.md").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="the workflow's steps are for bash on Linux")
def test_the_points_are_those_of_all_submissions(tmp_path: Path) -> None:
    junit.write(tmp_path / "results.xml", [RECORD, LOST, RECORD])
    assert points_written(tmp_path) == "::notice title=Autograding complete::Points 2/12\n2 of 12 points\n"


def test_the_steps_are_there_in_order() -> None:
    at = [step["name"] for step in STEPS].index
    assert at("Fetch the course, with its solutions") < at("Set the sandbox up") < at("Grade") < at("Write the points")
    assert step("Write the points")["if"] == step("Keep the report")["if"] == "always()"
