"""Libraries that only some exports need."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from extract.base.errors import ConfigError


def library(name: str, purpose: str) -> ModuleType:
    """The module of that name.

    Raises:
        ConfigError: it is not installed; the message says how to get it.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise ConfigError(f"{purpose} wants {name}: pip install 'rashomon-events[export]'") from error
