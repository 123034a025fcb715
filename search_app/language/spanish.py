"""Spanish, as spoken in the United States: its words in tables, and `SPANISH`, the rules made of them."""

from __future__ import annotations

import re
from functools import lru_cache

from search_app.language.english_by_ear import english_by_ear, english_letters_by_ear, spelled_by_ear
from search_app.language.folding import CACHED, fold, normalizer
from search_app.language.language import ByEar, Language, word_table
from search_app.language.sentences import SentenceEnds
from search_app.language.spanish_plurals import SPANISH_PLURALS
from search_app.language.spanish_sounds import other_spanish_sounds, spanish_sound
from search_app.language.spanish_stems import APART, respelled
from search_app.language.spanish_words import spanish_words
from search_app.language.stemming import snowball
from search_app.language.tokens import tokenizer

# Without accents, as all tables here: `el` and `él`, `si` and `sí` are one word.
_STOP_WORDS = word_table("""
a al algo alguien algun alguna algunas alguno algunos ante antes aquel aquella aquello aqui asi aun aunque bajo cada
casi como con conmigo cual cuales cualquier cuando cuanta cuantas cuanto cuantos de debe deben debo del desde despues
donde durante e el ella ellas ello ellos en entonces entre era eran eres es esa esas ese eso esos esta estaba estaban
estan estas este esto estos estoy fue fueron fui ha habia hace hacen hacer haces hago han has hasta hay he hizo la las
le les lo los mas me mi mia mientras mio mis mismo mucha muchas mucho muchos muy nos nosotros nuestra
nuestro o os otra otras otro otros para pero poco por porque puede pueden puedes puedo pues que quien quienes quiera
quiere quieren quiero se sea sean ser si sido sino sobre solo son soy su sus suya suyo tal tambien tan tanto
te tenemos tener tengo tenia ti tiene tienen tienes toda todas todo todos tu tus un una unas uno unos usted ustedes va
van voy y ya yo
d k pa porq pq q toy tb tmb x xq
""")
_QUESTION_WORDS = word_table("""
como cual cuales cuando cuanta cuantas cuanto cuantos donde es hay me porque puede pueden puedo que quien quienes se
tengo
""")
_QUESTION_ENDINGS = word_table("aplica es funciona funcionan quiere decir significa significan sirve trata")
_ASKING_WORDS = (
    word_table("""
aprender ayuda ayudame buenas buenos busca buscar busco claras concepto conceptos conocer definame define definicion
definiciones definir descripcion dias diga digame dime duda ejemplo ejemplos entender espanol explica explicacion
explicado explicame explicar expliqueme facil faciles favor funcionamiento glosario gracias guia hola info
informacion informarme ingles introduccion llama muestra necesito ocurre palabra palabras pasa pasan pasar pregunta
preguntas quisiera resumen saber sencilla sencillas sencillo significado significados simple simples tardes termino
terminos traduccion traducir wikipedia
""")
    | _QUESTION_ENDINGS
)
_COMPARING_WORDS = word_table("""
comparacion comparada comparado comparar compare diferencia diferencias diferente diferentes distinta distinto e
entre mejor o u versus vs y
""")
_PREFIXES = word_table("anti auto contra ex extra inter no post pre pro re semi sub")

_LEADING_ABBREVIATIONS = word_table("""
Arq art arts aprox cap caps Col Dr Dra Dras Dres Gral Ing Lic núm núms p.ej pág págs Prof Profa Sr Sra Sras Sres Srta
Sta Sto v vs
""")
_ABBREVIATIONS = word_table("""
a.m Av Avda Blvd Cía Co Corp Ctra Depto EE.UU Edo etc Inc Jr Ltd No Núm p.m Pág S.A Ste tel Ud Uds
ene feb mzo abr jun jul ago sept oct nov dic lun mar mié jue vie sáb dom
""")
_NUMBERED_ABBREVIATIONS = word_table("art arts cap caps fig núm núms no pág págs sec tít vol vols")
_OPENINGS = _STOP_WORDS | word_table("además ambas ambos muchas muchos otras otros también")

_NUMBERS = "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis".split()  # noqa: SIM905
# Words with an ñ that another word without it is not: `una` is no uña. All others are found however they are typed.
_WITH_TILDE = re.compile("^(?:uñas?|peñas?|cañas?|moños?|soñar)$", re.IGNORECASE)

_plain_form = normalizer(re.compile("(?!)"))
_NUMBER_STEMS = {word: str(number) for number, word in enumerate(_NUMBERS, 2)}
_stem = snowball("spanish", respell=respelled, stems=_NUMBER_STEMS | APART)


@lru_cache(maxsize=CACHED)
def _normal_form(written: str) -> str:
    """Return the normal form of a word; accents and the tilde of an ñ are optional."""
    if "ñ" in written and _WITH_TILDE.match(written):
        return "ñ".join(map(fold, written.lower().split("ñ")))
    return _plain_form(written)


SPANISH = Language(
    code="es",
    words=tokenizer(_normal_form, _stem),
    normal_form=_normal_form,
    stem=_stem,
    sound=spanish_sound,
    other_sounds=other_spanish_sounds,
    common_words=spanish_words,
    sentence_ends=SentenceEnds(
        _LEADING_ABBREVIATIONS, _ABBREVIATIONS, openings=_OPENINGS, numbered=_NUMBERED_ABBREVIATIONS
    ),
    plurals=SPANISH_PLURALS,
    prefixes=_PREFIXES,
    stop_words=_STOP_WORDS,
    question_words=_QUESTION_WORDS,
    question_endings=_QUESTION_ENDINGS,
    asking_words=_ASKING_WORDS,
    comparing_words=_COMPARING_WORDS,
    by_ear={"en": ByEar(spelled_by_ear, english_by_ear, english_letters_by_ear)},
)
