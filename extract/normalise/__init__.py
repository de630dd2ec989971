"""Normalising: what the copied words of a draft mean, worked out without reading or asking anything."""

from extract.knowledge.world.known import Knowledge
from extract.normalise.records import normalise
from extract.normalise.single import read_single

__all__ = ["Knowledge", "normalise", "read_single"]
