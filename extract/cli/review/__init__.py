"""Asks a person about the pairs that the rules left unsure, and writes down what is said."""
