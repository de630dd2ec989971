"""Checks whether a run would work as it is set up, and says what to do where it would not."""
