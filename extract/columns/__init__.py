"""Reconciling in columns: which strikes are one, for very many records."""
