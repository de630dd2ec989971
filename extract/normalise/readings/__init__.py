"""Holds what a model read against what the words say: one module for each type of value.

Where the program reads the words too and comes to the same, the value is ``via`` "both"; where it comes to something
else, its own value holds and the reading is told as overruled; where it cannot read them, the value is the model's
and says so.
"""

from extract.normalise.readings.of_record import Against, with_readings

__all__ = ["Against", "with_readings"]
