"""Respell British English as American: `authorisation`, `labour` and `cheque` get the stems of a glossary's spelling.

Endings are changed by rule, single words by a table. Words with -ise in American English are left unchanged.
"""

from __future__ import annotations

import re

_ISE = re.compile(r"(?P<base>[a-z]{3,})(?P<change>is|ys)(?P<ending>e|es|ed|er|ers|ing|ation|ations)")
_WITH_ISE = """
advert appra chast circumc compr comprom desp disgu enterpr exc exerc expert franch improv merchand otherw para pra prec
prem prom superv surm surpr telev tortu treat
"""
_AMERICAN_ISE = frozenset(_WITH_ISE.split())
_OUR = re.compile(r"(?<=[a-z]{3})our(?=$|s$|ed|er|ing|al|abl|ful|hood|ist|it|less|ly)")
_WORDS = {
    "adviser": "advisor", "advisers": "advisors", "anaemia": "anemia", "anaesthesia": "anesthesia",
    "anaesthetic": "anesthetic", "catalogue": "catalog", "centre": "center", "centres": "centers", "cheque": "check",
    "cheques": "checks", "defence": "defense", "enrol": "enroll", "enrolment": "enrollment", "foetal": "fetal",
    "foetus": "fetus", "fulfil": "fulfill", "grey": "gray", "gynaecologist": "gynecologist",
    "haemorrhage": "hemorrhage", "instalment": "installment", "instalments": "installments", "judgement": "judgment",
    "judgements": "judgments", "leukaemia": "leukemia", "licence": "license", "licences": "licenses", "litre": "liter",
    "metre": "meter", "offence": "offense", "offences": "offenses", "orthopaedic": "orthopedic",
    "paediatric": "pediatric", "paediatrician": "pediatrician", "practise": "practice", "practised": "practiced",
    "pretence": "pretense", "programme": "program", "programmes": "programs", "pyjamas": "pajamas",
    "sceptical": "skeptical", "theatre": "theater", "tyre": "tire", "tyres": "tires",
}  # fmt: skip


def american(word: str) -> str:
    """Return a folded word in American spelling."""
    if word in _WORDS:
        return _WORDS[word]
    found = _ISE.fullmatch(word)
    if found and found["base"] not in _AMERICAN_ISE and (found["change"] == "ys" or len(found["base"]) > 3):
        return f"{found['base']}{found['change'][0]}z{found['ending']}"
    return _OUR.sub("or", word)
