"""Strikes alone, clustered in columns as a whole."""
