"""`make bench`: how long things take and how much they write, each beside a yardstick of the same run.

    python -m tests.bench [NAME…] [--quick] [--full] [--json FILE]

A figure alone says as much about the machine as about the program. So every one comes with what something
bare needs on the same machine in the same minute: a Textual app without data, a commit of one row, json.dumps.
"""
