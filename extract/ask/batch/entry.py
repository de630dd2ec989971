"""One batch as this machine knows it: a small file that is on disk before anything of it is sent."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from extract.base.types import Usage

FORMAT = "rashomon.batch/1"


@dataclass(slots=True, eq=False)
class Entry:
    """What is known of a batch: our ``name`` for it, the ``api`` it is for, then the ids that the service gives.

    ``most`` are the tokens that it may take, ``taken`` those that its answers took (prompt, cached, written to the
    cache, answer).  ``tried`` says that an attempt to send it has begun, so that the service may know of it.
    ``file`` is the uploaded file, ``batch`` the batch made of it; a service that keeps no name with a batch is
    searched: ``before`` is its newest batch before that attempt, ``candidates`` are newer ones of this size, any of
    which may be this one, ``strangers`` those that turned out not to be.  ``held`` is one that the service had no
    room for, ``too_large`` one that it has none for at all; ``damaged`` how often its results came in pieces.  When
    it is ``fetched``, ``answered`` counts the answers in the cassettes; ``refused`` has status and body of what the
    service will not answer, ``lost`` why a question got no answer, each by the question's key.
    """

    name: str
    api: str = "chat"
    questions: int = 0
    size: int = 0
    most: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    tried: bool = False
    file: str | None = None
    before: str | None = None
    batch: str | None = None
    candidates: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    held: bool = False
    too_large: bool = False
    damaged: int = 0
    fetched: bool = False
    taken: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    answered: int = 0
    refused: dict[str, list[Any]] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)

    @property
    def is_sent(self) -> bool:
        """True if the service has it, or may have it under one of several ids."""
        return self.batch is not None or bool(self.candidates)

    @property
    def usage(self) -> Usage:
        """The tokens it took, or may take as long as it is out."""
        prompt, cached, written, answer = self.taken if self.fetched else self.most
        return Usage(prompt, cached, written, answer).batched()

    @property
    def known_as(self) -> str:
        """What to call it before people: by the service's own id, where there is one."""
        return self.batch or self.name

    def dumped(self) -> bytes:
        """The entry as it stands on disk."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()

    @classmethod
    def parsed(cls, content: bytes) -> Self:
        """The entry of a file.

        Raises:
            ValueError: it is no entry.
        """
        try:
            held = dict(json.loads(content))
            if held.pop("format") != FORMAT:
                raise ValueError("it is of another version")
            return cls(**held)
        except (TypeError, KeyError) as error:
            raise ValueError(f"it is no entry of a batch: {error}") from error
