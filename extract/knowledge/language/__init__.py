"""Knowledge of each language: words that tell of events, speech, modality, calendar, numbers, page furniture.

A folder a language (ISO 639-1), its tables in TOML; `read.read_language` makes one `Language` of them.
"""
