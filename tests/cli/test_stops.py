"""A request to stop is answered with words and its exit code wherever it falls, also beside the commands."""

from __future__ import annotations

import sys

import click
import pytest
import typer

from sapar import cli


@pytest.mark.parametrize("moment", ["make_context", "invoke"])
@pytest.mark.parametrize("owner", [cli._Commands, typer.core.TyperCommand])
def test_a_stop_at_any_moment_says_how_to_go_on(
    moment: str,
    owner: type[click.Command],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Reading the words of the command line, choosing a command, and living it."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "listen_for_stops", lambda: None)
    monkeypatch.setattr(sys, "argv", ["sapar", "check", "two-places"])
    monkeypatch.setattr(owner, moment, stop)
    with pytest.raises(SystemExit) as leaving:
        cli.main()

    assert leaving.value.code == 130
    assert capsys.readouterr().err.count("the same command again, without --fresh") == 1
