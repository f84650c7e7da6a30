"""A full disk, and a ceiling on the size of files: the message says what is needed and free, nothing is lost."""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sapar.errors import WriteFailed
from sapar.files.write import write_bytes
from sapar.study import Study
from tests.crashes.asking import ask, contents

DISK = 2 * 1024**2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk in memory of 2 MB; skips where mounting is not permitted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("mounting is not permitted")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def quick_path(small_disk: Path) -> Path:
    """Runs are kept on the small disk."""
    return small_disk / "runs"


def test_a_disk_that_fills_up_loses_nothing(study: Study, small_disk: Path) -> None:
    """At fifty levels of free space: another answer stays whole; the message names path, needed and free; once
    there is room, the next run ends with the same bytes."""
    write_bytes(small_disk / "runs" / "another" / "tables.nc", b"an earlier answer")
    ask(study)
    answer = contents(small_disk)
    ballast = small_disk / "ballast"
    said = []
    for level in range(50):
        shutil.rmtree(ask(study).folder)
        ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - level * 10_000))
        try:
            ask(study)
        except WriteFailed as error:
            said.append(str(error))
        ballast.unlink()
        ask(study)
        assert contents(small_disk) == answer, level
    expected = re.escape(str(study.results_folder)) + r"\S+  could not be written: .*; .+ needed, .+ free\n"
    assert all(re.match(expected, each) for each in said), said
    assert 10 < len(said) < 50


def test_a_ceiling_on_file_sizes_is_a_full_disk(tmp_path: Path) -> None:
    """Where a file may not grow any more the old one stays, and the message says how much was needed."""
    path = tmp_path / "a.bin"
    write_bytes(path, b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))
    try:
        with pytest.raises(WriteFailed, match=r"1\.2 MB needed, \d.* free") as raised:
            write_bytes(path, bytes(1_234_567))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert str(path) in str(raised.value)
    assert contents(tmp_path) == {"a.bin": b"old"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_output_that_is_not_taken_is_no_traceback(tmp_path: Path) -> None:
    """Results redirected to a full disk: a message, and exit code 2."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from sapar.cli import main; main()", "schema"],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert done.returncode == 2, done.stderr
    assert "the system refused the output" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
