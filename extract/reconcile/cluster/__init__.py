"""Candidate pairs become clusters."""
