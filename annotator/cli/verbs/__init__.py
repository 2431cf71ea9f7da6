"""One verb a module, each with its `command`. `annotator.cli.table` lists them."""
