"""The plurals of Spanish, by the ends of words."""

from __future__ import annotations

from search_app.language.plurals import PluralRule, Plurals

SPANISH_PLURALS = Plurals(
    rules=(
        PluralRule("interes", "interes", 7),  # singulars: interés, crisis, virus
        PluralRule("intereses", "interes", 9),
        PluralRule("ances", "ance", 6),  # alcances, balances
        PluralRule("ces", "z", 4),  # veces, jueces
        PluralRule("iones", "ion", 6),
        PluralRule("ones", "on", 6),
        PluralRule("anes", "an", 6),
        PluralRule("enes", "en", 6),
        PluralRule("ines", "in", 5),
        PluralRule("unes", "un", 6),
        PluralRule("ales", "al", 6),
        PluralRule("eles", "el", 6),
        PluralRule("iles", "il", 6),
        PluralRule("oles", "ol", 6),
        PluralRule("ares", "ar", 6),
        PluralRule("eres", "er", 6),
        PluralRule("ores", "or", 5),
        PluralRule("ades", "ad", 6),
        PluralRule("redes", "red", 5),
        PluralRule("tudes", "tud", 6),
        PluralRule("ises", "is", 6),
        PluralRule("meses", "mes", 5),
        PluralRule("yes", "y", 4),
        PluralRule("us", "us", 1),
        PluralRule("is", "is", 1),
        PluralRule("ss", "ss", 1),
        PluralRule("s", "", 4),
    ),
)
