"""Asks of each record once more whether its sentences say it, without another call to the model."""

from extract.ground.second_look.checks import Check, look_again

__all__ = ["Check", "look_again"]
