"""Asks of each record once more whether its sentences say it, without another call to the model."""

from extract.second_look.look import look_again

__all__ = ["look_again"]
