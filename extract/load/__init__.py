"""Loads articles: files, folders, archives and standard input in, texts and what is known of them out."""

from extract.load.corpus import Loaded, load

__all__ = ["Loaded", "load"]
