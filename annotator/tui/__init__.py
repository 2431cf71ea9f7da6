"""The screens: Textual's only home. Decisions are made in `annotator.session`; this draws and saves."""
