"""The dialogue of a review: pair by pair, a key, a reason."""

from __future__ import annotations

import argparse
import datetime as dt

import click
from rich.console import Console

from extract.base.printable import printable
from extract.cli.review.keys import KEYS, REASONS
from extract.cli.review.screen import show
from extract.cli.review.session import Session
from extract.results.read import read_results
from schemas import Unsure


def review(options: argparse.Namespace) -> None:
    """Ask about each pair that is left, until there is none or the person leaves.

    Raises:
        ConfigError: the file cannot be read, or written to.
        InputError: the results cannot be read.
    """
    session = Session(
        read_results(options.out), options.judgements, lambda: dt.datetime.now(dt.UTC).replace(microsecond=0)
    )
    console = Console(highlight=False)
    try:
        if session.left():
            who = options.who or _ask(console, "Your name, which stands in each judgement: ", "")
            _go_through(console, session, who)
    except (KeyboardInterrupt, EOFError):
        console.print()
    _sum_up(console, session, options)


def _go_through(console: Console, session: Session, who: str) -> None:
    while left := session.left():
        pair = left[0]
        passed = len(session.results.events.unsure) - len(left)
        records = [session.record(name) for name in pair.records]
        show(console, session.results, pair, records, place=f"{passed + 1} of {passed + len(left)}")
        if not _answer(console, session, pair, who):
            return


def _answer(console: Console, session: Session, pair: Unsure, who: str) -> bool:
    """Do what a key says; False to quit."""
    while True:
        match click.getchar().lower():
            case "s":
                session.answer(pair, "same", who=who, why=_ask(console, "Same. Why? ", REASONS["same"]))
            case "d":
                session.answer(pair, "different", who=who, why=_ask(console, "Different. Why? ", REASONS["different"]))
            case "k":
                session.skip(pair)
            case "b":
                if not session.back():
                    console.print("This is the first pair.")
                    continue
            case "q":
                return False
            case _:
                console.print(KEYS, markup=False)
                continue
        return True


def _ask(console: Console, question: str, default: str) -> str:
    """The line that a person types; for an empty one the default, shown in brackets, or the question once more."""
    while True:
        shown = f"{question}[{default}] " if default else question
        typed = printable(console.input(shown, markup=False)) or default
        if typed:
            return typed


def _sum_up(console: Console, session: Session, options: argparse.Namespace) -> None:
    left = len(session.left())
    unsure = len(session.results.events.unsure)
    lines = [f"{session.answered} judged now, {left} of {unsure} unsure pairs left to judge"]
    if options.judgements.exists():
        lines.append(
            f"Obey {options.judgements}: python -m extract --add-to {options.out} --judgements {options.judgements}"
        )
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)
