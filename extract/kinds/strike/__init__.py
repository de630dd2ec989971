"""Strikes: what is judgement in how they are read and joined."""
