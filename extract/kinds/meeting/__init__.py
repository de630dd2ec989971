"""Meetings: `rules` joins them, `second_look` holds them against their sentences."""
