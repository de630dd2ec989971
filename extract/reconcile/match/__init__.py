"""Whether two mentions tell one event: `rules` score a pair, a weighted table decides, `cannot_link` forbids.

`pairwise` asks for all of it once a pair; `human_decisions` come before every rule.
"""
