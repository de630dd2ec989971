"""Made-up news of realistic size: the same seed and number give the same article, whatever others there are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

WORDS = 600
"""Of an article, about."""

_FOLDER_HOLDS = 1_000
_PLACES = 4_000
_ONSETS = ("B", "D", "F", "G", "H", "K", "L", "M", "N", "R", "S", "T", "V", "Z", "Sh", "Kh", "Tr", "Br")
_NUCLEI = ("a", "e", "i", "o", "u", "ai", "ou")
_CODAS = ("n", "r", "l", "s", "t", "m", "k", "ra", "no", "dir", "bad", "ville", "stan", "mar")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "nine", "eleven", "twelve", "fifteen")
_WEAPONS = ("Two drones", "Several rockets", "A missile", "Warplanes", "Mortar shells", "A car bomb")
_TARGETS = ("a fuel depot", "the police station", "a bridge", "a market", "the airport", "an army convoy", "a clinic")
_OFFICES = ("Foreign Minister", "Governor", "Army spokesman", "Mayor", "Prime Minister", "Police chief", "Ambassador")
_VERBS = ("said", "announced", "warned", "told reporters", "claimed", "added")
_TOPICS = ("trade", "the border crossing", "a prisoner exchange", "grain exports", "the ceasefire", "water rights")
_FILLER = (
    "Prices of bread and fuel in {place} have risen by a third since the spring, and queues form before dawn.",
    "The road between {place} and {other} was built in the seventies and has been repaired many times since then.",
    "Schools in the eastern districts stayed closed for a second week because of the heat and the lack of water.",
    "Farmers from the valley sell apricots and wheat in {other}, some forty kilometres to the north of the river.",
    "The company, which employs {number} hundred people, opened its second plant near {place} last year.",
    "Rain is expected over {other} in the coming days, after one of the driest summers on record in the region.",
    "A commission of {number} members is to look into the accounts of the port authority before the end of the year.",
    "Many families left {place} years ago, and only some of the houses along the old canal are lived in today.",
)


def write_articles(folder: Path, number: int, *, seed: int) -> None:
    """Writes so many articles, a thousand to a folder below this one."""
    for at in range(number):
        inside = folder / f"{at // _FOLDER_HOLDS:04}"
        if at % _FOLDER_HOLDS == 0:
            inside.mkdir(parents=True)
        (inside / f"a{at:07}.txt").write_text(article(at, seed=seed), encoding="utf-8")


def article(at: int, *, seed: int) -> str:
    """One article: a title, a dateline, and paragraphs with attacks, statements and meetings among other things."""
    chance = random.Random(f"{seed} {at}")
    place, day = _place(chance), chance.choice(_DAYS)
    title = f"{chance.choice(_WEAPONS)} hit {chance.choice(_TARGETS)} in {place}, officials say"
    date = f"{chance.randint(1, 28)} {chance.choice(('March', 'June', 'October'))} 2021"
    paragraphs, words = [], 0
    sentences = _sentences(chance, place, day)
    while words < WORDS:
        paragraph = " ".join(next(sentences) for _ in range(chance.randint(2, 4)))
        paragraphs.append(paragraph)
        words += len(paragraph.split())
    return f"{title}\n{date}\n\n{place.upper()} (Example Wire) – " + "\n\n".join(paragraphs) + "\n"


def _sentences(chance: random.Random, place: str, day: str) -> Iterator[str]:
    yield _strike(chance, place, day)
    while True:
        yield chance.choice(_FILLER).format(place=place, other=_place(chance), number=chance.choice(_NUMBERS))
        told = chance.random()
        if told < 0.1:
            yield _strike(chance, place, day)
        elif told < 0.35:
            yield _statement(chance, place)
        elif told < 0.45:
            yield _meeting(chance, day)


def _strike(chance: random.Random, place: str, day: str) -> str:
    return (
        f"{chance.choice(_WEAPONS)} hit {chance.choice(_TARGETS)} in {place} on {day}, killing "
        f"{chance.choice(_NUMBERS)} people and wounding {chance.choice(_NUMBERS)} others near {_place(chance)}."
    )


def _statement(chance: random.Random, place: str) -> str:
    topic, other = chance.choice(_TOPICS), _place(chance)
    return (
        f"{chance.choice(_OFFICES)} {_name(chance)} {chance.choice(_VERBS)} that {topic} between {place} and {other} "
        f"would be settled within {chance.choice(_NUMBERS)} weeks."
    )


def _meeting(chance: random.Random, day: str) -> str:
    return (
        f"{chance.choice(_OFFICES)} {_name(chance)} met {chance.choice(_OFFICES)} {_name(chance)} in {_place(chance)} "
        f"on {day} to discuss {chance.choice(_TOPICS)}."
    )


def _name(chance: random.Random) -> str:
    return f"{_word(chance)} {_word(chance)}"


def _place(chance: random.Random) -> str:
    # Some places are in the news far more often than others.
    return _word(random.Random(int(_PLACES * chance.random() ** 3)))


def _word(chance: random.Random) -> str:
    return f"{chance.choice(_ONSETS)}{chance.choice(_NUCLEI)}{chance.choice(_CODAS)}{chance.choice(_CODAS)}"
