"""Statements: `rules` joins them, `second_look`, `acts` and `unsaid` hold them against their sentences."""
