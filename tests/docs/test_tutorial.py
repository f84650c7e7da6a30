"""What the documentation tells people to type exists, and the tutorial works from start to end."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"Write `([^`]+)`:\s*\Z")
PROGRAM = (sys.executable, "-c", "from sapar.cli import main; main()")
PLAIN = {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}


def sapar(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder."""
    environment = {**os.environ, **PLAIN}
    command = [*PROGRAM, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def commands(page: Path) -> list[list[str]]:
    """Every `sapar ...` line of a page's shell blocks, split into words."""
    lines = (
        line
        for language, block in BLOCK.findall(page.read_text(encoding="utf-8"))
        if language == "sh"
        for line in block.splitlines()
    )
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("sapar ")]


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda page: page.stem)
def test_every_command_shown_exists(page: Path, tmp_path: Path) -> None:
    """Each command is one of `sapar --help`, each option one of its own help."""
    known = sapar("--help", folder=tmp_path).stdout
    unknown = []
    for command, *arguments in commands(page):
        options = [word for word in arguments if word.startswith("-")]
        described = sapar(command, "--help", folder=tmp_path).stdout if options else ""
        if not re.search(rf"^\W*{command}\b", known, re.MULTILINE):
            unknown.append(command)
        unknown += [f"{command} {option}" for option in options if not re.search(rf"{option}\b", described)]

    assert not unknown


@pytest.mark.long
def test_the_tutorial_runs(tmp_path: Path) -> None:
    """Every command about the small study succeeds, in order, with the files the reader is told to write."""
    text = TUTORIAL.read_text(encoding="utf-8")
    done = 0
    for match in BLOCK.finditer(text):
        language, block = match.groups()
        target = FILE.search(text[: match.start()])
        if target:
            path = tmp_path / target.group(1)
            path.write_text(block, encoding="utf-8")
        for line in block.splitlines() if language == "sh" else []:
            if "central-asia" in line:
                continue
            result = sapar(*shlex.split(line)[1:], folder=tmp_path)
            assert result.returncode == 0, f"{line}\n{result.stdout}\n{result.stderr}"
            done += 1

    assert done > 10
