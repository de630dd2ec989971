"""How alike two values are: days, places and their spellings, actors, words.

Functions of two values, which rules, vetoes and fusion share; nothing here knows of records.
"""
