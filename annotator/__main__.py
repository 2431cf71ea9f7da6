"""`python -m annotator`."""

from annotator.cli.main import run

run()
