"""Why records are one event, and why others are not: what the rules and people said, from the results alone."""
