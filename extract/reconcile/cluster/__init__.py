"""Candidate pairs become clusters: `block` finds the pairs worth comparing, `within` puts the records of one article
together, `across` those of two, and `agglomerate` refuses every union that would join what can never be one.
"""
