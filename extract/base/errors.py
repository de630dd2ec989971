"""Every error this package raises on purpose.

    ExtractError
    ├ ConfigError          no model, unknown provider, a prompt that cannot be read
    ├ InputError           a path that does not exist, nothing to read
    ├ ProviderError        the model's service refused or could not be reached
    │ ├ TooLongError       question and answer do not fit the model: asked again in parts
    │ ├ NotTogetherError   a question for several kinds is to be asked kind by kind
    │ ├ ContentRefusedError  the service will not speak of this content
    │ └ NotAskedError      a limit that the user set was reached before this question
    ├ CassetteError        a recording that cannot be used
    │ ├ CassetteMiss       replay met a request that was not recorded
    │ └ NotSentError       the run had given up on the service when it came to this request
    ├ Ungrounded           a draft that the article does not bear out: asked again, then listed in `rejected`
    └ InvariantError       a bug of ours: a promise between stages was broken

What a model got wrong ends as data (`rejected`, `failed`), never as an exception that stops a run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.base.types import Answer, Grounded


class ExtractError(Exception):
    """Root of all errors raised by this package; its text is one clear line for a person."""


class ConfigError(ExtractError):
    """The run cannot start as it is set up."""


class InputError(ExtractError):
    """An input cannot be read."""


class ProviderError(ExtractError):
    """The model's service refused the request or could not be reached, after retries.

    ``partial`` is what an answer gave before the service failed on the question that followed it.
    """

    def __init__(self, message: str, partial: Answer | None = None) -> None:
        """Keep what was paid for."""
        super().__init__(message)
        self.partial = partial


class TooLongError(ProviderError):
    """Question and answer do not fit the model; asked about less, it may answer."""


class NotTogetherError(ProviderError):
    """A question for several kinds found no answer in its form; asked kind by kind, it may."""

    def __init__(self, message: str, partial: Answer | None = None, *, is_recorded_apart: bool = False) -> None:
        """Keep what was paid for; and whether answers for each kind are recorded, which says nothing of the service."""
        super().__init__(message, partial)
        self.is_recorded_apart = is_recorded_apart


class ContentRefusedError(ProviderError):
    """The service refuses to answer because of what the question is about."""


class NotAskedError(ProviderError):
    """A question was not put because a limit on calls or cost was reached."""


class CassetteError(ExtractError):
    """A recording cannot be read or used."""


class CassetteMiss(CassetteError):  # noqa: N818 - what users catch; vcrpy speaks of a miss too
    """Replay met a request that was not recorded."""


class NotSentError(CassetteError):
    """A request without a recorded answer, in a run that sends nothing any more."""


class Ungrounded(ExtractError):  # noqa: N818 - it speaks of a draft, not of the program
    """A draft that the article does not bear out; its text is made of sentences a model can act on.

    ``remainder`` is what is left of the draft without the fields at fault, where that is still a
    record: it is kept if asking again does not help.  It cannot help where the draft is ``beyond_help``: the article
    tells too little for a record.
    """

    def __init__(self, reasons: Sequence[str], remainder: Grounded | None = None, *, beyond_help: bool = False) -> None:
        """Keep what is wrong and what is still right."""
        super().__init__("; ".join(reasons))
        self.remainder = remainder
        self.beyond_help = beyond_help


class InvariantError(ExtractError):
    """A bug of this package."""
