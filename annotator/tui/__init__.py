"""The screens: Textual's only home. Decisions are made in `annotator.session`; this draws and saves."""

import os

# The width table that our text room uses too. Rich reads this when it first measures a character.
os.environ["UNICODE_VERSION"] = "latest"
