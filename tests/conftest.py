"""What every test needs: no animation, no settings of this machine, and a home of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import HealthCheck, settings

# A busy machine is no reason to fail: no law of ours depends on a clock.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# Textual reads these when it is imported, so they are set before anything imports it.
for _name in [
    name for name in os.environ if name.startswith(("ANNOTATOR_", "TEXTUAL")) or name == "NO_COLOR"
]:
    if _name != "ANNOTATOR_FAULT_ROUNDS":  # how long tests/faults go on
        del os.environ[_name]
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
os.environ["UNICODE_VERSION"] = "latest"
os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}  # themes are others with few colours

_home = tempfile.mkdtemp(prefix="annotator-test-home-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["HOME"] = _home
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[_name] = os.path.join(_home, _name.removeprefix("XDG_").removesuffix("_HOME").lower())
