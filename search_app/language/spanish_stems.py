"""Respell Spanish words before they are stemmed: the forms of one word, written with accents or without, get one stem.

Words arrive folded. Snowball's algorithm knows endings by their accents, and no verb whose vowel changes.
"""

from __future__ import annotations

import re
from functools import cache

from search_app.language.language import word_table
from search_app.language.spanish_plurals import SPANISH_PLURALS
from search_app.language.spanish_words import spanish_words

# A plural that no Spanish word has, of a guest: brokers, robocalls.
_GUESTS = re.compile(r"(?<=[a-z]{2}[bcdfghjklmpqrtvwy])s$")
# Endings whose accent Snowball needs to see, of words with a stem of two letters or more before them.
_ACCENTS = (
    (re.compile(r"(?<=[a-z]{2})cion$"), "ción"),
    (re.compile(r"(?<=[a-z]{2})sion$"), "sión"),
    (re.compile(r"(?<=[a-z]{2}[aei]r)ia(?=$|s$|n$|mos$)"), "ía"),
)
# Nouns of an action, as their verb: declaración declarar, cancelaciones cancelar.
_ACTIONS = (
    (re.compile(r"(?<=[a-z]{3})acion(?:es)?$"), "ar"),
    (re.compile(r"(?<=[a-z]{3})icion(?:es)?$"), "ir"),
)
_NO_ACTIONS = word_table("racion raciones nacion naciones estacion estaciones vacacion vacaciones relacion")
# Beginnings of verbs whose vowel changes, and the one that all of their forms get here: pierdo, perder.
_VOWELS = {
    "aprueb": "aprob", "cierr": "cerr", "comienz": "comenz", "comprueb": "comprob", "consig": "conseg",
    "consigu": "consegu", "cuest": "cost", "defiend": "defend", "demuestr": "demostr",
    "despid": "desped", "despiert": "despert", "devuelv": "devolv", "devuelt": "devolv", "duerm": "dorm",
    "duel": "dol", "encierr": "encerr", "encuentr": "encontr", "entiend": "entend", "extiend": "extend",
    "impid": "imped", "invierta": "inverta", "inviert": "invert", "mient": "ment", "mintier": "mentier",
    "muer": "mor", "muest": "most", "muev": "mov", "nieg": "neg", "niegu": "negu",
    "pid": "ped", "pidier": "pedier", "pierd": "perd", "prueb": "prob", "quiebr": "quebr", "recuerd": "record",
    "renuev": "renov", "repit": "repet", "resuelv": "resolv", "resuelt": "resolv", "revuelv": "revolv",
    "sient": "sent", "sintier": "sentier", "sigui": "segui", "sig": "seg", "sirv": "serv",
    "sugier": "suger", "transfier": "transfer", "tropiez": "tropez", "vuelv": "volv",
}  # fmt: skip
_VOWEL = re.compile("|".join(sorted(_VOWELS, key=len, reverse=True)))
# Verbs that write one sound with other letters before `e`: pague pagar, embargue embargar, saque sacar.
_BEFORE_E = ((re.compile(r"gue(?=$|s$|n$|mos$)"), "ga"), (re.compile(r"(?<=[a-z]{3})que(?=n$|s$)"), "ca"))
_WITH_QUE = word_table("cheque cheques parque parques bloque bloques ataque ataques enfoque enfoques")
# Words that the rules would take for other forms: préstamos is no verb.
_FORMS = {
    "abierta": "abrir", "abierto": "abrir", "cubierta": "cubrir", "cubierto": "cubrir",
    "declara": "declarar", "demando": "demandar", "despidio": "despedir", "devolucion": "devolver",
    "devoluciones": "devolver", "interes": "intereses", "inscripcion": "inscribir", "inscripciones": "inscribir",
    "murio": "morir", "nego": "negar", "perdi": "perder", "perdio": "perder", "pidio": "pedir",
    "salarial": "salario", "salariales": "salario",
}  # fmt: skip

# Words, with their forms, that an algorithm would take for forms of other words: anual, casa, medico, seguro.
_APART = (
    "anualidad anualidades", "camara camaras", "caso casos", "condado condados", "dolar dolares",
    "medicaid", "mesa mesas",
    "mora moras morosidad moroso morosos", "notario notarios notaria notarias notarial notariales",
    "pelo pelos", "plaza plazas", "prima primas", "seguridad", "solar solares", "terminos",
)  # fmt: skip
# A sign that no word has keeps each of them as it is.
APART = {word: f"{words.split()[0]}·" for words in _APART for word in words.split()}


def respelled(word: str) -> str:
    """Return a folded word as Snowball's algorithm should see it: a plural as its singular, if that is a word.

    `minimos` looks like a verb, `militares` like another word than `militar`.
    """
    singular = SPANISH_PLURALS.singular(word)
    if singular != word and singular in _common_words():
        word = singular
    word = _FORMS.get(word, _GUESTS.sub("", word))
    if word not in _NO_ACTIONS:
        for pattern, ending in _ACTIONS:
            if pattern.search(word):
                return _changed(pattern.sub(ending, word))
    for pattern, ending in _ACCENTS:
        word = pattern.sub(ending, word)
    if word not in _WITH_QUE:
        for pattern, ending in _BEFORE_E:
            word = pattern.sub(ending, word)
    return _changed(word)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(spanish_words())


def _changed(word: str) -> str:
    """Return the word with the vowel that the infinitive of its verb has."""
    found = _VOWEL.match(word)
    return _VOWELS[found[0]] + word[found.end() :] if found else word
