"""The command: arguments, configuration and what is printed."""
