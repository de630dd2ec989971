"""Whether two mentions tell one event."""
