from extract.reconcile.compare.words import containment, fold, quotations, shingles, stems


def test_one_word_in_many_spellings_folds_to_one() -> None:
    assert fold("U.S. Hashd al-Sha’abi’s 1,200") == ("us", "hashd", "al", "shaabi", "1200")
    assert fold("US Hashd al-Sha'abi 1200") == fold("U.S. Hashd al-Sha‘abi 1,200")


def test_inflections_share_a_stem() -> None:
    assert stems("reviving the revival", stop=frozenset({"the"})) == {"reviv"}


def test_quotations_end_at_their_mark_or_line() -> None:
    text = 'He said “we go” and "they stay.\nNobody” left'
    assert [text[start:end] for start, end in quotations(text)] == ["we go", "they stay.", " left"]


def test_containment_forgives_what_the_longer_passage_adds() -> None:
    short = shingles("the strikes killed one fighter and wounded four others", 5)
    long = shingles(
        "an official said on Friday that the strikes killed one fighter and wounded four others in a convoy", 5
    )
    assert containment(short, long) == 1.0
    assert containment(short, shingles("the minister went home after the talks had ended", 5)) == 0.0
    assert containment(frozenset(), short) == 0.0
