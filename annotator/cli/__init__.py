"""The command line. One verb a file, in `verbs/`; nothing is imported before a verb needs it."""
