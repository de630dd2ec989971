"""Knowledge of places, actors and states, by their names in many spellings.

`tables.load_knowledge` reads it into one `Knowledge`, which is handed to what reads words.
"""
