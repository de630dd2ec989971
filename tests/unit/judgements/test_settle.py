from extract.judgements.settle import Saying, settle


def saying(line: int, what: str, *records: str) -> Saying:
    return Saying(line, what == "same", records, f"line {line}")


def test_what_is_the_same_as_the_same_is_the_same() -> None:
    settled = settle([saying(1, "same", "a", "b"), saying(2, "same", "b", "c"), saying(3, "different", "c", "d")])
    assert settled.judged.same == {("a", "b", "c"): "line 1; line 2"}
    assert settled.judged.apart == {("c", "d"): "line 3"}
    assert settled.overruled == {}


def test_of_a_contradiction_through_a_third_record_the_later_lines_hold() -> None:
    settled = settle([saying(1, "same", "a", "b"), saying(2, "same", "b", "c"), saying(3, "different", "a", "c")])
    assert settled.overruled == {1: (2, 3)}
    assert list(settled.judged.same) == [("b", "c")]
    assert settled.judged.apart == {("a", "c"): "line 3"}


def test_a_later_line_on_the_same_pair_holds() -> None:
    parted = settle([saying(1, "same", "a", "b"), saying(2, "different", "b", "a")])
    assert (parted.overruled, parted.judged.same) == ({1: (2,)}, {})
    joined = settle([saying(1, "different", "b", "a"), saying(2, "same", "a", "b")])
    assert (joined.overruled, joined.judged.apart) == ({1: (2,)}, {})


def test_of_several_different_records_no_two_are_one() -> None:
    settled = settle([saying(1, "different", "c", "a", "b")])
    assert list(settled.judged.apart) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_saying_it_twice_is_no_contradiction() -> None:
    twice = [saying(1, "same", "a", "b"), saying(2, "same", "b", "a"), saying(3, "different", "a", "c")]
    assert settle([*twice, saying(4, "different", "b", "c")]).overruled == {}
