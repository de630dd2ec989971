from importlib import resources

import pytest

from extract.base.errors import ConfigError
from extract.pipeline.reconcile_settings import load_reconcile_settings, parse_reconcile_settings
from extract.reconcile.match.rules import RULES
from schemas import KINDS

SHIPPED = resources.files("extract.reconcile").joinpath("weights.toml").read_text(encoding="utf-8")


def test_every_kind_is_weighed_within_an_article_and_across() -> None:
    settings = load_reconcile_settings()
    assert set(settings.within) == set(settings.across) == set(KINDS)
    assert set(settings.attach) == {"strike"}


def test_every_rule_is_weighed_somewhere() -> None:
    settings = load_reconcile_settings()
    tables = [*settings.within.values(), *settings.across.values(), *settings.attach.values(), *settings.main.values()]
    assert {name for table in tables for name in table.weights} == set(RULES)


def test_thresholds_are_in_order() -> None:
    thresholds = load_reconcile_settings().thresholds
    assert -1 < thresholds.unsure < thresholds.match < 1
    assert set(thresholds.apart) == set(KINDS)
    assert all(-1 < score <= thresholds.match for score in thresholds.apart.values())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[thresholds]", "[thresholds", "cannot be used"),
        ("match = 0.46", "", "cannot be used"),
    ],
)
def test_settings_that_cannot_be_used_say_why(old: str, new: str, message: str) -> None:
    assert old in SHIPPED
    with pytest.raises(ConfigError, match=message):
        parse_reconcile_settings(SHIPPED.replace(old, new, 1))


def test_weights_of_a_rule_that_does_not_exist_say_so() -> None:
    weights = {"apart": 0.4, "within": {"bias": 0.0}, "across": {"bias": 0.0, "shoe_size": 1.0}}
    with pytest.raises(ConfigError, match="the weights of strike name rules that do not exist: shoe_size"):
        parse_reconcile_settings(SHIPPED, lambda _kind: weights)
