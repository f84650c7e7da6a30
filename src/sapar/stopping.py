"""What ends a command from outside: a request to stop, by Ctrl-C or TERM, and a system that gives no more."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from contextlib import suppress

from sapar.errors import NotEnoughMemory, SaparError, WriteFailed

_SOON = 0.01
"""Seconds."""


def listen_for_stops() -> None:
    """From now on either request raises KeyboardInterrupt in the main thread, and none is lost."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.unraisablehook = _ask_again


def refusal_of(cause: MemoryError | OSError) -> SaparError:
    """The error in words for memory that ran out, or output that was not taken."""
    if isinstance(cause, MemoryError):
        way_out = "--jobs 1, then a larger --people-per-agent; what is finished is kept"
        return NotEnoughMemory(why="memory ran out", try_=way_out)
    about = f" ({cause.filename})" if cause.filename else ""
    return WriteFailed(
        why=f"the system refused the output{about}: {cause.strerror or cause}",
        try_="check where the output goes; what is finished is kept, and the same command shows it",
    )


def _ask_again(lost: sys.UnraisableHookArgs) -> None:
    """Python drops what is raised while it clears up an object; a request that fell there comes again."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        with suppress(RuntimeError):
            threading.Timer(_SOON, _thread.interrupt_main).start()
        return
    sys.__unraisablehook__(lost)
