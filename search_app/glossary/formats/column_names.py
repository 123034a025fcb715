"""What the columns of a table mean: our own names, and those that people use in several languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from search_app.language.folding import fold

TEXTS = ("definition", "misuse", "actions", "benefits", "conclusion")
LISTS = ("aliases", "categories", "asked_as", "related", "broader", "not_linked", "help", "sources", "changes")
SINGLE = ("slug", "name", "updated", "reviewed", "status", "successor")
FIELDS = (*SINGLE, *LISTS, *TEXTS, "examples", "further")
HEADING = "## "  # begins the name of a column that is a section of its own heading

# Names of columns, without case, accents and the name of a language. Of two columns for one field the stronger is it.
_STRONG, _MIDDLE, _WEAK = 3, 2, 1
_NAMES: dict[str, tuple[tuple[int, str], ...]] = {
    "name": (
        (_STRONG, "name|term|terms|headword|entry|lemma|preferred term|preferred label|preflabel|pref label|title|"
                  "termino|terme|begriff|fachbegriff|stichwort|terminus|termo|termine|lemma|nombre|nom|nome|naam|"
                  "vedette|lemme|benennung|voorkeursterm|trefwoord|phrase|glossary term|term name|label"),
        (_MIDDLE, "word|words|concept|palabra|mot|wort|palavra|parola|woord|expression|concepto|conceito|concetto|"
                  "bezeichnung|short description|expresion|ausdruck|bezeichner|topic"),
        (_WEAK, "field|field name|element|item|column"),
    ),
    "code": ((_WEAK, "variable|var name|variable name|varname|code"),),
    "definition": (
        (_STRONG, "definition|definitions|meaning|definicion|definition du terme|definicao|definizione|definitie|"
                  "bedeutung|begriffsbestimmung|significado|signification|significato|betekenis|glossary definition|"
                  "long description|descriptive definition|plain language definition"),
        (_MIDDLE, "description|descriptions|desc|descr|explanation|beschreibung|erklarung|erlauterung|descripcion|"
                  "descricao|descrizione|omschrijving|beschrijving|explicacion|explication|explicacao|spiegazione|"
                  "uitleg|text|details|skos definition"),
        (_WEAK, "summary|content|body|answer|gloss|value|scope note|texto|texte|testo|tekst"),
    ),
    "aliases": (
        (_STRONG, "aliases|alias|synonyms|synonym|synonyme|sinonimos|sinonimo|synonymes|sinonimi|synoniemen|synoniem|"
                  "also called|also known as|aka|alternative names|alternate names|alternative name|other names|"
                  "alternative term|alternative terms|altlabel|alt label|alternative label|alternative labels|"
                  "variants|variant|abbreviation|abbreviations|acronym|acronyms|abbr|abkurzung|kurzel|sigla|siglas|"
                  "sigle|abbreviation s|afkorting|acronimo|acronyme|abreviatura|abreviation|abbreviazione|afkortingen|"
                  "synonym s|nonpreferred|non preferred term|used for|uf|short name|short form|symbol"),
    ),
    "categories": (
        (_STRONG, "categories|category|categoria|categorias|categorie|categories de|kategorie|kategorien|subject|"
                  "subject field|domain|topic area|theme|themes|tema|dominio|domaine|fachgebiet|sachgebiet|vakgebied|"
                  "ambito|area|field of study|thema|rubrik|rubrique|categorieen|discipline|facet"),
        (_MIDDLE, "group|section|class|type|grupo|groupe|gruppe|sector|collection|sheet|module|chapter|part"),
    ),
    "tags": ((_STRONG, "tags|tag|keywords|keyword|topics|subjects|labels|schlagworter|etiquetas|mots cles"),),
    "examples": (
        (_STRONG, "examples|example|usage|example sentence|example sentences|usage example|ejemplo|ejemplos|exemple|"
                  "exemples|beispiel|beispiele|exemplo|exemplos|esempio|esempi|voorbeeld|voorbeelden|example use|"
                  "example usage|context|beispielsatz"),
    ),
    "related": (
        (_STRONG, "related|related terms|related term|see also|rt|cross reference|cross references|vease tambien|"
                  "voir aussi|siehe auch|ver tambem|vedi anche|zie ook|terminos relacionados|termes associes|"
                  "verwandte begriffe|termos relacionados|termini correlati|verwante termen|see"),
    ),
    "broader": ((_STRONG, "broader|broader term|broader terms|bt|parent|parent term|oberbegriff|hyperonym"),),
    "sources": (
        (_STRONG, "sources|source|reference|references|citation|citations|fuente|fuentes|quelle|quellen|fonte|fonti|"
                  "bron|bronnen|referencia|referencias|fontes|referentie"),
    ),
    "updated": (
        (_STRONG, "updated|last updated|modified|last modified|date modified|date|fecha|datum|data|last change|"
                  "actualizado|mis a jour|aktualisiert|stand"),
    ),
    "status": ((_STRONG, "status|estado|statut|stato"),),
    "misuse": ((_STRONG, "misuse"),),
    "actions": ((_STRONG, "what you can do|what to do"),),
    "benefits": ((_STRONG, "benefits"),),
    "conclusion": ((_STRONG, "conclusion"),),
    "asked_as": ((_STRONG, "asked as|questions|question|how people ask"),),
    "slug": ((_STRONG, "slug"),),
    "number": ((_STRONG, "id|no|nr|number|row|index|uid|identifier|key|numero|nummer|uri|url|x"),),
}  # fmt: skip

_LANGUAGES = {
    "en": "english|ingles|anglais|englisch|inglese|engels|eng|en", "es": "spanish|espanol|espagnol|spanisch|spagnolo|"
    "spaans|castellano|spa|es|esp", "fr": "french|frances|francais|franzosisch|francese|frans|fra|fre|fr",
    "de": "german|aleman|allemand|deutsch|tedesco|duits|deu|ger|de|alemao", "pt": "portuguese|portugues|portugais|"
    "portugiesisch|portoghese|portugees|por|pt", "it": "italian|italiano|italien|italienisch|italiaans|ita|it",
    "nl": "dutch|neerlandes|holandes|neerlandais|niederlandisch|olandese|nederlands|nld|dut|nl",
    "ca": "catalan|catala|ca|cat", "zh": "chinese|chinois|chino|zh|chi|zho", "ru": "russian|russe|ruso|ru|rus",
    "ar": "arabic|arabe|ar|ara", "ja": "japanese|japonais|ja|jpn", "ko": "korean|ko|kor", "pl": "polish|polski|pl|pol",
    "vi": "vietnamese|vi|vie", "tl": "tagalog|tl|tgl", "ht": "haitian creole|haitian|creole|ht|hat",
    "uk": "ukrainian|uk|ukr", "sv": "swedish|svenska|sv|swe", "fi": "finnish|suomi|fi|fin",
}  # fmt: skip
_LANGUAGE_OF = {word: code for code, words in _LANGUAGES.items() for word in words.split("|")}
_FIELD_OF = {
    name: (field, weight)
    for field, groups in _NAMES.items()
    for weight, names in reversed(groups)
    for name in names.split("|")
}
_WORDS = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBERED = re.compile(r"(.*?)\s*\d+")


@dataclass(frozen=True, slots=True)
class ColumnName:
    """What the name of a column says: a field, how surely (0: not at all), a language, and whether it has a number."""

    field: str = ""
    weight: int = 0
    language: str = ""
    numbered: bool = False


@lru_cache(maxsize=4096)
def read_name(header: str) -> ColumnName:
    """Return what the name of a column says; `English_word` is a name in English."""
    if header.startswith(HEADING) and header.removeprefix(HEADING).strip():
        return ColumnName(header, _STRONG)
    words = _WORDS.findall(fold(_CAMEL.sub(" ", header[:200])))
    language, inner = _without_language(words)
    for candidate in (" ".join(words), "_".join(words), " ".join(inner)):
        found = _FIELD_OF.get(candidate)
        numbered = _NUMBERED.fullmatch(candidate)
        if not found and numbered:
            found = _FIELD_OF.get(numbered[1].strip())
        if found:
            spoken = language if candidate == " ".join(inner) else ""
            return ColumnName(*found, spoken, bool(numbered))
    if language and not inner:
        return ColumnName("name", _MIDDLE, language)
    if language and all(word.isdigit() for word in inner):
        return ColumnName("aliases", _MIDDLE, language, True)
    return ColumnName(language=language)


def is_own(headers: Sequence[str]) -> bool:
    """Return whether a row of names is one that we export: texts below it are Markdown, slugs are slugs."""
    return {"slug", "name", "categories", "definition"} <= set(headers)


def _without_language(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the language that words of a header name, and the other words; `EN2` has both in one word."""
    for at, word in enumerate(words):
        plain = word.rstrip("0123456789")
        if code := _LANGUAGE_OF.get(plain):
            number = word[len(plain) :]
            return code, [*words[:at], *([number] if number else []), *words[at + 1 :]]
    return "", list(words)
