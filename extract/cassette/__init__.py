"""Cassettes: the answers of a model, recorded and replayed."""
