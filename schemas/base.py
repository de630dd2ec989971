"""The one model configuration every schema shares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A model that cannot change after it is made and has no undeclared fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
