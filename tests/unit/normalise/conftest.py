"""The real tables, read once, and articles made of a few sentences."""

from __future__ import annotations

from collections import Counter

import pytest

from extract.knowledge.world.known import Knowledge
from extract.knowledge.world.tables import load_knowledge
from extract.normalise.people import People


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The tables as a run has them."""
    return load_knowledge()


@pytest.fixture
def nobody() -> People:
    """An article that introduces no person and names Iraq, El Salvador and the United States."""
    return People((), (), Counter({"IQ": 3, "SV": 2, "US": 1}))
