"""Measurements on labelled articles."""
