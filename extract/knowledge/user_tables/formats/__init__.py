"""Readers of tables, one module for each form in which they are published or kept; see `registry`."""
