"""The command: `main` takes arguments and prints; `doctor`, `explain` and `review` are its subcommands here.

`evaluate` and `export` have theirs beside what they do.
"""
