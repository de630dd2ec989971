"""Strikes: `rules` joins them, `second_look` and `casualties` hold them against their sentences."""
