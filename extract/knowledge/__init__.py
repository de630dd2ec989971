"""Knowledge of languages and of the world, and the only reader of its data files.

`language` has a folder for each language, read into one `Language`; `world` has places, actors and states;
`kind_files` reads what kinds of other packages bring.
"""
