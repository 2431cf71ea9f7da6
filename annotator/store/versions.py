"""How a project file says what it is. Apart from the migrations, which whoever opens a file seldom needs."""

APPLICATION_ID = 0x414E4E4F
"""`ANNO` in ASCII, in the file's header: how we know our own."""
FILE_VERSION = 7
"""Version of the tables, in `user_version`; a program refuses a file with a higher one."""
