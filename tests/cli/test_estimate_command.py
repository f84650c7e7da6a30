"""`sapar estimate`, from the command to the kept file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sapar.cli import app


@pytest.mark.long
def test_an_estimate_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first call samples, the second answers from the store, a run starts from the kept draws."""
    monkeypatch.chdir(tmp_path)
    command = ["estimate", "two-places", "--draws", "400", "--json"]
    first = json.loads(CliRunner().invoke(app, command).stdout)
    second = json.loads(CliRunner().invoke(app, command).stdout)
    shown = CliRunner().invoke(app, ["estimate", "two-places", "--draws", "400"])
    run = json.loads(CliRunner().invoke(app, ["run", "two-places", "--json", "--jobs", "1"]).stdout)

    assert not first["from_store"]
    assert second["from_store"]
    assert first["claims"] == second["claims"]
    assert Path(first["file"]).is_file()
    assert "QAA in QXX" in shown.stdout
    assert not any("least squares" in warning for warning in run["warnings"])


def test_an_estimate_needs_its_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without NumPyro there is a message with a way out, and no traceback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "numpyro", None)
    result = CliRunner().invoke(app, ["estimate", "two-places"])

    assert result.exit_code == 2
    assert "sapar[estimate]" in result.stderr
