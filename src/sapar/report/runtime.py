"""What makes the pictures of a page move: the Vega runtime and the page's own script."""

from __future__ import annotations

import base64
import hashlib
import pkgutil
from functools import lru_cache


def shipped(name: str) -> str:
    """A text file that comes with this folder."""
    content = pkgutil.get_data("sapar.report", name)
    if content is None:
        raise FileNotFoundError(name)
    return content.decode("utf-8")


@lru_cache(maxsize=1)
def vega_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that loads nothing."""
    import vl_convert

    script: str = vl_convert.javascript_bundle("window.vegaEmbed=vegaEmbed;")
    return script.replace("</script", "<\\/script")


def policy(scripts: list[str]) -> str:
    """The page's content security policy: these scripts, inline style, pictures in the page, nothing else.

    Parameters
    ----------
    scripts
        Contents of the script elements that may run.
    """
    hashes = " ".join(f"'sha256-{fingerprint(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def fingerprint(text: str) -> str:
    """SHA-256 of a text, in base 64."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
