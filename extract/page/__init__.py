"""Reads the layout of a text: its head, its paragraphs and what each is for, its sentences."""
