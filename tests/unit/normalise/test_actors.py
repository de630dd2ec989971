"""Who takes part: known actors whatever they are called, persons by their names, and nobody mistaken for another."""

from __future__ import annotations

import pytest

from extract.knowledge.world.known import Knowledge
from extract.normalise.actors import ActorContext, is_nobody, read_actor, read_actors
from extract.normalise.people import People

KNOWN = [
    ("Kataib Hezbollah", "kataib-hezbollah"),
    ("the Kata’ib Hizballah militia", "kataib-hezbollah"),
    ("Hezbollah Brigades", "kataib-hezbollah"),
    ("positions of the Kataib Hezbollah paramilitary group", "kataib-hezbollah"),
    ("Hezbollah", "hezbollah"),
    ("Lebanon's Hezbollah", "hezbollah"),
    ("PMU", "popular-mobilization-forces"),
    ("Hashd al-Sha’abi", "popular-mobilization-forces"),
    ("Iraq's al-Nujaba movement", "harakat-hezbollah-al-nujaba"),
    ("Daesh", "islamic-state"),
    ("ISIL fighters", "islamic-state"),
    ("al Qaida", "al-qaeda"),
    ("Ansar Allah", "houthis"),
    ("FMLN guerrillas", "fmln"),
    ("Sendero Luminoso", "shining-path"),
    ("the United States", "us"),
    ("U.S.", "us"),
    ("Washington", "us"),
    ("the Trump administration", "us"),
    ("the government of El Salvador", "sv"),
    ("the Iraqi government", "iq"),
    ("Zionist regime", "il"),
    ("US warplanes", "us-armed-forces"),
    ("American troops in Iraq", "us-armed-forces"),
    ("the Israeli army", "il-armed-forces"),
    ("IDF", "il-armed-forces"),
    ("Pentagon", "us-defence-ministry"),
    ("the U.S. Department of Defense", "us-defence-ministry"),
    ("Ministry of Defence of Iraq", "iq-defence-ministry"),
    ("the Iraqi Interior Ministry", "iq-interior-ministry"),
    ("Kremlin", "ru-presidency"),
    ("U.S.-led coalition forces", "anti-is-coalition"),
    ("U.N. Security Council", "un-security-council"),
    ("Iranian-backed militias", "ir-backed-groups"),
    ("groups backed by Iran", "ir-backed-groups"),
    ("facilities belonging to Iran-aligned groups", "ir-backed-groups"),
]


@pytest.fixture
def context(knowledge: Knowledge, nobody: People) -> ActorContext:
    return ActorContext(knowledge, nobody)


def in_role(context: ActorContext, role: str) -> ActorContext:
    return ActorContext(context.knowledge, context.people, role)


@pytest.mark.parametrize(("words", "identifier"), KNOWN)
def test_a_known_actor_has_one_identifier_whatever_it_is_called(
    words: str, identifier: str, context: ActorContext
) -> None:
    actor = read_actor(words, context)
    assert (actor.id, actor.raw) == (identifier, words)


PERSONS = [
    ("Iraqi Foreign Minister Fuad Hussein", "Fuad Hussein", "IQ"),
    ("Secretary of Iran’s Supreme National Security Council Ali Shamkhani", "Ali Shamkhani", "IR"),
    ("Iran’s top security official Ali Shamkhani", "Ali Shamkhani", "IR"),
    ("Maria Ortiz, the leader of Peru's Shining Path", "Maria Ortiz", "PE"),
    ("Shining Path leader Maria Ortiz", "Maria Ortiz", "PE"),
    ("Iraqi lawmaker and Badr spokesman Ahmed al-Asadi", "Ahmed al-Asadi", "IQ"),
    ("Archbishop Arturo Rivera y Damas", "Arturo Rivera y Damas", None),
    ("Colonel Inocente Orlando Montano", "Inocente Orlando Montano", None),
    ("China's Foreign Ministry spokeswoman Mao Ning", "Mao Ning", "CN"),
    ("Rep. Jane Q. Doe, D-Calif.", "Jane Q. Doe", None),
    ("Mr. Powell", "Powell", None),
    ("Jill Biden", "Jill Biden", None),
    ("Auxiliary Bishop Gregorio Rosa Chavez", "Gregorio Rosa Chavez", None),
    ("Leader of the Islamic Revolution Ayatollah Omid Karimi", "Omid Karimi", None),
    ("Lebanon's caretaker Prime Minister Najib Mikati", "Najib Mikati", "LB"),
    ("Israel Katz", "Israel Katz", None),
]


@pytest.mark.parametrize(("words", "name", "country"), PERSONS)
def test_a_person_is_named_without_titles(words: str, name: str, country: str | None, context: ActorContext) -> None:
    actor = read_actor(words, context)
    assert (actor.name, actor.country, actor.id) == (name, country, None)


def test_a_person_of_the_table_has_an_identifier(context: ActorContext) -> None:
    assert read_actor("U.S. President Joe Biden", context).id == "joe-biden"
    assert read_actor("Pentagon Press Secretary John F. Kirby", context).name == "John Kirby"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Kataib Hezbollah and Kataib Sayyid al-Shuhada", ["Kata'ib Hezbollah", "Kata'ib Sayyid al-Shuhada"]),
        ("the US and Israel", ["United States", "Israel"]),
        ("Tehran, Baghdad and Damascus", ["Iran", "Iraq", "Syria"]),
        ("General Juan Paz and deputy commander Luis Sol", ["Juan Paz", "Luis Sol"]),
        ("Israel and allied militias", ["Israel", "allied militias"]),
        ("Hamas and the Hamas movement", ["Hamas"]),
    ],
)
def test_words_that_join_names_are_several_actors(words: str, names: list[str], context: ActorContext) -> None:
    assert [actor.name for actor in read_actors(words, context)] == names


@pytest.mark.parametrize(
    ("words", "name", "country", "bodies"),
    [
        ("An Iraqi militia official close to Iran", "Iraqi militia official close to Iran", "IQ", ()),
        ("U.S. sites and personnel in Iraq", "U.S. sites and personnel in Iraq", "US", ()),
        ("a Hezbollah commander", "Hezbollah commander", "LB", ("hezbollah",)),
        ("a spokesman for the PMF", "spokesman for the PMF", "IQ", ("popular-mobilization-forces",)),
        ("the militia sites", "militia sites", None, ()),
        ("anti-Taliban forces", "anti-Taliban forces", None, ()),
        ("us", "us", None, ()),
        ("مقاتلون", "مقاتلون", None, ()),
    ],
)
def test_other_words_stay_a_name(
    words: str, name: str, country: str | None, bodies: tuple[str, ...], context: ActorContext
) -> None:
    (actor,) = read_actors(words, context)
    assert (actor.name, actor.id, actor.country, actor.member_of) == (name, None, country, bodies)


@pytest.mark.parametrize(
    ("words", "name"),
    [("the terrorists", "militants"), ("martyred commanders", "commanders"), ("the terrorist Daesh", "Islamic State")],
)
def test_loaded_words_stay_out_of_the_name(words: str, name: str, context: ActorContext) -> None:
    actor = read_actor(words, context)
    assert (actor.name, actor.raw) == (name, words)


def test_an_attacked_capital_is_a_city_and_no_government(context: ActorContext) -> None:
    assert read_actor("Damascus", in_role(context, "attacker")).id == "sy"
    assert read_actor("Damascus", in_role(context, "target")).id is None


def test_the_house_of_a_person_is_not_the_person(context: ActorContext) -> None:
    assert read_actor("President Joe Biden's house", in_role(context, "target")).id is None
    assert read_actor("President Joe Biden's office", in_role(context, "speaker")).id is None


@pytest.mark.parametrize(
    ("words", "name", "identifier"),
    [
        ("guatemalan national revolutionary unity", "Guatemalan National Revolutionary Unity", "urng"),
        (
            "members of the farabundo marti national liberation front",
            "Farabundo Marti National Liberation Front",
            "fmln",
        ),
        ("president maria ortiz", "maria ortiz", None),
        ("us", "us", None),
        ("guerrilla column", "guerrilla column", None),
        ("three peasants", "three peasants", None),
    ],
)
def test_in_a_text_without_capitals_names_are_met_in_small_letters(
    words: str, name: str, identifier: str | None, knowledge: Knowledge
) -> None:
    actor = read_actor(words, ActorContext(knowledge, People((), (), {"SV": 1}, cased=False)))
    assert (actor.name, actor.id) == (name, identifier)


def test_one_speaker_stays_one_though_the_words_join_two(context: ActorContext) -> None:
    actor = read_actor("the US and Israel", in_role(context, "speaker"))
    assert (actor.name, actor.id) == ("US and Israel", None)


def test_a_name_that_bodies_of_two_countries_share_needs_its_country(knowledge: Knowledge) -> None:
    colombian = ActorContext(knowledge, People((), (), {"CO": 1}))
    elsewhere = ActorContext(knowledge, People((), (), {"BO": 1}))
    assert read_actor("the ELN", colombian).id == "eln"
    assert read_actor("the ELN", elsewhere).id is None


def test_members_and_wholes_are_kept_apart(context: ActorContext) -> None:
    member = read_actor("Kataib Hezbollah", context)
    assert "popular-mobilization-forces" in member.member_of
    assert "hezbollah" not in (member.id, *member.member_of)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("two brothers of rebel commander Qassem Soleimani", "target"),
        ("Hostages held by Hamas", "target"),
        ("victims of the Islamic State", "target"),
        ("residents fleeing Boko Haram", "target"),
        ("civilians living under the Taliban", "target"),
        ("the home of Prime Minister Joe Biden", "target"),
        ("anti-Houthi forces", "target"),
        ("Militiamen fighting the Houthis", "attacker"),
        ("A group formed to fight the Houthis", "attacker"),
        ("gunmen opposed to the Taliban", "attacker"),
        ("militants linked to al-Shabaab", "attacker"),
        ("tribesmen at war with the Houthis", "attacker"),
        ("a spokesman for President Joe Biden", "speaker"),
        ("Biden's lawyer", "speaker"),
        ("gunmen who fight Hezbollah", "attacker"),
        ("Hezbollah's enemies", "attacker"),
        ("men accused of working for Hamas", "target"),
        ("a former Hamas hostage", "speaker"),
        ("the son of Quds Force commander Qassem Soleimani", "target"),
        ("supporters of ousted president Joe Biden", "target"),
        ("bodyguards of former president Joe Biden", "target"),
        ("a lawyer representing Joe Biden", "speaker"),
        ("a critic of Hezbollah", "speaker"),
        ("the widow of General Qassem Soleimani", "speaker"),
    ],
)
def test_who_is_named_inside_a_description_is_not_the_party(words: str, role: str, context: ActorContext) -> None:
    actor = read_actor(words, in_role(context, role))
    assert (actor.id, actor.member_of) == (None, ())
    assert actor.name in words


@pytest.mark.parametrize(
    ("words", "role", "name"),
    [
        ("Secretary of State Antony Blinken", "speaker", "Antony Blinken"),
        ("Secretary of Defense Lloyd Austin", "speaker", "Lloyd Austin"),
        ("Chief of Staff General Mark Milley", "speaker", "Mark Milley"),
        ("President of Iraq Barham Salih", "speaker", "Barham Salih"),
        ("the commander of the Quds Force Qassem Soleimani", "target", "Qassem Soleimani"),
        ("fighters of Hamas", "target", "Hamas"),
        ("fighters belonging to Kataib Hezbollah", "attacker", "Kata'ib Hezbollah"),
        ("positions of the Popular Mobilization Forces", "target", "Popular Mobilization Forces"),
        ("Israeli soldiers killed by Hezbollah", "target", "Israel Defense Forces"),
        ("a convoy of the Houthis", "target", "Houthis"),
    ],
)
def test_who_is_named_behind_an_office_or_as_the_owner_of_fighters_is_the_party(
    words: str, role: str, name: str, context: ActorContext
) -> None:
    assert read_actor(words, in_role(context, role)).name == name


@pytest.mark.parametrize(
    ("words", "role", "none"),
    [
        ("a report", "speaker", True),
        ("the video", "attacker", True),
        ("12 people", "attacker", True),
        ("at least three dozen people", "target", True),
        ("a hospital", "attacker", True),
        ("a hospital", "target", False),
        ("two gunmen", "attacker", False),
        ("nine farmers", "target", False),
        ("a Pentagon statement", "speaker", False),
        ("witnesses", "speaker", False),
    ],
)
def test_a_document_a_number_and_an_attacking_place_are_nobody(
    words: str, role: str, context: ActorContext, *, none: bool
) -> None:
    assert is_nobody(words, in_role(context, role)) is none
