"""Asks of each record once more whether its sentences say it, without another call to the model.

What is asked of one kind alone is in the kind's folder (`extract.kinds`); what serves several is here.
"""

from extract.ground.second_look.checks import Check, Looked, any_kind, look_again

__all__ = ["Check", "Looked", "any_kind", "look_again"]
