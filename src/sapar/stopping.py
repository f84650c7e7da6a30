"""Being asked to stop: by Ctrl-C, or by the system with TERM, which then does the same."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from contextlib import suppress

_SOON = 0.01
"""Seconds."""


def listen_for_stops() -> None:
    """From now on either request raises KeyboardInterrupt in the main thread, and none is lost."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.unraisablehook = _ask_again


def _ask_again(lost: sys.UnraisableHookArgs) -> None:
    """Python drops what is raised while it clears up an object; a request that fell there comes again."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        with suppress(RuntimeError):
            threading.Timer(_SOON, _thread.interrupt_main).start()
        return
    sys.__unraisablehook__(lost)
