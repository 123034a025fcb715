"""Find phrases to avoid: jargon without a term of its own, and filler. The tables are English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from search_app.glossary.model import Remark, Term
from search_app.glossary.naming import name_key
from search_app.glossary.rendering.term_linker import Mention, Vocabulary
from search_app.glossary.review.reviewed_term import ReviewedSection, ReviewedTerm

# Phrase -> plain words for it.
JARGON: Mapping[str, str] = {
    "a fortiori": "all the more",
    "ab initio": "from the beginning",
    "actuarial": "worked out from statistics",
    "ad hoc": "for this one case",
    "adjudicate": "decide",
    "adjudication": "decision",
    "aforementioned": "this",
    "amortization": "paying off in instalments",
    "arbitrage": "profit from a difference in price",
    "arrears": "overdue payments",
    "attestation": "signed statement",
    "basis points": "hundredths of a percent",
    "bona fide": "genuine",
    "capitation": "a fixed sum per patient",
    "caveat emptor": "let the buyer beware",
    "cognizable": "that a court can hear",
    "comorbidity": "other illness at the same time",
    "contraindication": "reason not to use it",
    "copay accumulator": "rule that a coupon does not count",
    "covenantee": "the one promised to",
    "cryptographic": "coded",
    "de facto": "in practice",
    "de jure": "by law",
    "de minimis": "too small to count",
    "decedent": "the person who died",
    "defeasance": "ending of a claim",
    "deponent": "witness",
    "disgorgement": "giving back the profit",
    "EBITDA": "yearly earnings",
    "emolument": "pay",
    "encumbrance": "claim on the property",
    "enjoined": "forbidden by a court",
    "escheat": "passing to the state",
    "estoppel": "being held to one's word",
    "et seq": "and what follows",
    "ex parte": "with one side absent",
    "forbearance": "a pause in payments",
    "fungible": "interchangeable",
    "garnishee": "the one who must hand over wages",
    "gravamen": "core of the complaint",
    "hereinafter": "from here on",
    "heretofore": "until now",
    "hypothecation": "pledging as security",
    "iatrogenic": "caused by treatment",
    "in camera": "in private",
    "in extremis": "at the point of death",
    "in lieu of": "instead of",
    "in rem": "against the thing itself",
    "indemnitor": "the one who promises to pay",
    "indemnitee": "the one who is promised payment",
    "injunction": "court order to stop",
    "inter alia": "among other things",
    "interlocutory": "not yet final",
    "intestate": "without a will",
    "ipso facto": "by that very fact",
    "laches": "waiting too long",
    "lessee": "renter",
    "lessor": "owner who leases it out",
    "lien": "legal claim on the property",
    "liquidated damages": "a sum fixed in advance",
    "lis pendens": "notice of a lawsuit over the house",
    "malfeasance": "wrongdoing",
    "mens rea": "intent",
    "mortgagee": "lender",
    "mortgagor": "borrower",
    "nolo contendere": "no contest",
    "nosocomial": "caught in a hospital",
    "notwithstanding": "despite",
    "novation": "replacing the contract",
    "obligee": "the one owed",
    "obligor": "the one who owes",
    "pari passu": "with equal rank",
    "pecuniary": "of money",
    "per annum": "a year",
    "per stirpes": "by branch of the family",
    "prima facie": "on the face of it",
    "pro forma": "as a formality",
    "pro rata": "in proportion",
    "pro se": "without a lawyer",
    "pro tanto": "to that extent",
    "promissory note": "written promise to pay",
    "promulgate": "issue",
    "pseudonymization": "replacing names by codes",
    "pursuant to": "under",
    "quantum meruit": "what the work was worth",
    "quid pro quo": "something in return",
    "remittance": "payment",
    "res ipsa loquitur": "the facts speak for themselves",
    "res judicata": "decided already",
    "respondeat superior": "the employer answers for it",
    "scienter": "knowing it was wrong",
    "securitization": "selling loans in bundles",
    "sequela": "aftereffect",
    "severability": "what stays when one clause falls",
    "sine qua non": "what it cannot do without",
    "stare decisis": "following earlier decisions",
    "statutory": "set by law",
    "sub judice": "before the court",
    "subpoena duces tecum": "court order for documents",
    "subrogee": "the insurer who takes over the claim",
    "subrogor": "the insured whose claim is taken over",
    "sui generis": "of its own kind",
    "surety": "the one who answers for the debt",
    "tort": "wrong that one can sue for",
    "tortfeasor": "the one at fault",
    "tortious": "wrongful",
    "tranche": "slice",
    "ultra vires": "beyond its powers",
    "unconscionable": "so unfair that no court would hold one to it",
    "usufruct": "right of use",
    "vicarious liability": "answering for another's act",
    "vis-à-vis": "toward",
    "vitiate": "undo",
    "voir dire": "questioning of jurors",
}

# Phrase -> remedy.
FILLER: Mapping[str, str] = {
    "it is important to note": "begin with what follows",
    "it is important to remember": "begin with what follows",
    "it is important to understand": "begin with what follows",
    "it is worth noting": "begin with what follows",
    "it should be noted": "begin with what follows",
    "it goes without saying": "leave it out",
    "needless to say": "leave it out",
    "please note": "begin with what follows",
    "keep in mind that": "begin with what follows",
    "bear in mind that": "begin with what follows",
    "in conclusion": "the heading says so; leave it out",
    "in summary": "the heading says so; leave it out",
    "to sum up": "leave it out",
    "to summarize": "leave it out",
    "all in all": "leave it out",
    "at the end of the day": "leave it out",
    "when all is said and done": "leave it out",
    "last but not least": "leave it out",
    "first and foremost": "write 'first'",
    "plays a crucial role": "say what it does",
    "plays a vital role": "say what it does",
    "plays a key role": "say what it does",
    "plays an important role": "say what it does",
    "plays a significant role": "say what it does",
    "a wide range of": "say which, or 'many'",
    "a wide variety of": "say which, or 'many'",
    "a variety of": "say which, or 'many'",
    "a myriad of": "write 'many'",
    "a plethora of": "write 'many'",
    "in today's world": "leave it out",
    "in today's society": "leave it out",
    "in this day and age": "write 'now'",
    "ever-changing": "say what changes",
    "ever-evolving": "say what changes",
    "navigate the complexities": "say what to do",
    "navigating the complexities": "say what to do",
    "complex landscape": "say what is hard about it",
    "peace of mind": "say what one no longer has to fear",
    "empowers individuals": "say what one can do",
    "empowers consumers": "say what one can do",
    "serves as a reminder": "say what to remember",
    "stands as a testament": "leave it out",
    "due to the fact that": "write 'because'",
    "in light of the fact that": "write 'because'",
    "despite the fact that": "write 'although'",
    "for the purpose of": "write 'for' or 'to'",
    "in order to": "write 'to'",
    "in the event that": "write 'if'",
    "with regard to": "write 'about'",
    "with respect to": "write 'about'",
    "prior to": "write 'before'",
    "subsequent to": "write 'after'",
    "the majority of": "write 'most'",
    "has the ability to": "write 'can'",
    "is able to": "write 'can'",
    "utilize": "write 'use'",
    "delve into": "write 'look at'",
    "when it comes to": "write 'in' or 'for'",
    "as previously mentioned": "leave it out",
    "as mentioned above": "leave it out",
    "basically": "leave it out",
    "essentially": "leave it out",
}


def phrase_remarks(reviewed_terms: Sequence[ReviewedTerm], vocabulary: Vocabulary) -> Iterator[Remark]:
    """Yield remarks on jargon that no term explains, and on filler; each phrase once a term."""
    named = {name_key(name) for reviewed in reviewed_terms for name in (reviewed.term.name, *reviewed.term.aliases)}
    jargon = [phrase for phrase in JARGON if name_key(phrase) not in named]
    listed = [Term(slug=phrase, name=phrase, categories=(), definition="") for phrase in (*jargon, *FILLER)]
    phrases = Vocabulary(listed, vocabulary.language)
    for reviewed in reviewed_terms:
        reported: set[str] = set()
        for section in reviewed.sections:
            for mention in section.mentions(phrases):
                if mention.slug not in reported and not _is_explained(mention, section, vocabulary):
                    reported.add(mention.slug)
                    yield _remark(reviewed, section, mention)


def _is_explained(mention: Mention, section: ReviewedSection, vocabulary: Vocabulary) -> bool:
    """Return whether the words are in quotation marks, or part of a term's name, as `surety` in `surety bond`."""
    in_quotes = section.text[max(0, mention.start - 1) : mention.start] in ('"', "“")
    return in_quotes or any(name.start <= mention.start < name.end for name in section.mentions(vocabulary))


def _remark(reviewed: ReviewedTerm, section: ReviewedSection, mention: Mention) -> Remark:
    written, phrase = section.text[mention.start : mention.end], mention.slug
    if phrase in JARGON:
        message = f"{written!r} is jargon without a term of its own; write {JARGON[phrase]!r}, or add the term."
        return reviewed.remark_at("jargon", section, section.text[mention.start :], message)
    return reviewed.remark_at(
        "filler", section, section.text[mention.start :], f"{written!r} is filler; {FILLER[phrase]}."
    )
