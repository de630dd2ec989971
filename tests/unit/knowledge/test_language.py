"""Languages are told from a sentence or two, or not at all."""

from __future__ import annotations

import pytest

from extract.knowledge.language.detect import detect_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "id",
            "Sebuah rudal Rusia menghantam hotel di pusat kota Kharkiv, Ukraina, pada Kamis dini hari.",
        ),
        ("en", "The army said on Monday that it had attacked two positions near the border."),
        ("en", "THE ARMY SAID ON MONDAY THAT IT HAD ATTACKED TWO POSITIONS NEAR THE BORDER."),
        (
            "es",
            "La guerrilla atacó un puesto militar y murieron tres soldados, dijo el ejército, que no dio más detalles.",
        ),
        ("fr", "Le ministre a condamné les frappes aériennes menées par les États-Unis dans l'est du pays."),
        ("ar", "قال متحدث باسم الجيش إن الغارات الجوية استهدفت مواقع في شرق البلاد يوم الجمعة."),
        ("fa", "وزیر امور خارجه این حملات را محکوم کرد و گفت این اقدام برای منطقه خطرناک است."),
        ("ru", "Министр осудил авиаудары и сказал, что это нарушение суверенитета страны."),
        ("zh", "外交部长谴责了空袭。并表示这是对主权的侵犯。"),
        ("ja", "外務大臣は空爆を非難し、主権の侵害であると述べた。"),
        ("uk", "Міністр засудив авіаудари і заявив, що це порушення суверенітету країни."),
        ("he", "שר הביטחון גינה את התקיפות ואמר כי מדובר בהפרת ריבונות."),
        ("tr", "Bakan hava saldırılarını kınadı ve bunun ülkenin egemenliğinin ihlali olduğunu söyledi."),
        ("pl", "Minister potępił naloty i powiedział, że to naruszenie suwerenności państwa."),
        ("ur", "وزیر خارجہ نے فضائی حملوں کی مذمت کی اور کہا کہ یہ ملک کی خودمختاری کی خلاف ورزی ہے۔"),
        ("ko", "외무장관은 공습을 비난하며 주권 침해라고 말했다."),
        (None, "Vienna"),
        (None, "Reuters AFP"),
        (None, "12345 67890"),
        (None, ""),
    ],
)
def test_detect_language(language: str | None, text: str) -> None:
    assert detect_language(text) == language
