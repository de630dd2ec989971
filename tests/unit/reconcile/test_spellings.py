from extract.reconcile.compare.spellings import commoner


def test_a_rare_spelling_is_looked_up_by_the_commoner_one() -> None:
    told = {"kandahar": 90, "kandahr": 2, "kadnahar": 1, "kandahaar": 3}
    assert commoner(told) == dict.fromkeys(("kandahr", "kadnahar", "kandahaar"), "kandahar")


def test_names_as_common_as_each_other_stand() -> None:
    assert commoner({"kandahar": 5, "kandahaa": 5}) == {}


def test_short_names_are_never_slips() -> None:
    assert commoner({"hit": 90, "hut": 1}) == {}
