"""Find trades that the people of too many examples share. The table is English."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from search_app.glossary.model import Remark
from search_app.glossary.review.limits import MAX_TRADE_TERMS
from search_app.glossary.review.reviewed_term import ReviewedSection, ReviewedTerm

# The last word of a trade: `driver` covers bus drivers and truck drivers.
TRADES = frozenset({
    "accountant", "actor", "actuary", "agent", "aide", "analyst", "apprentice", "archivist", "artist",
    "assistant", "attendant", "auditor", "baker", "barber", "barista", "bartender", "beautician", "beekeeper",
    "biller", "blacksmith", "bookkeeper", "bookseller", "bricklayer", "builder", "busser", "butcher", "buyer",
    "captain", "caregiver", "carpenter", "carrier", "cashier", "caterer", "chef", "chemist", "cleaner", "clerk",
    "clockmaker", "coach", "cobbler", "conductor", "contractor", "cook", "counselor", "courier", "custodian",
    "dancer", "dealer", "decorator", "dentist", "designer", "detailer", "dishwasher", "dispatcher", "doctor",
    "drafter", "dressmaker", "driller", "driver", "editor", "electrician", "engineer", "estimator", "farmer",
    "farmhand", "firefighter", "fisher", "fisherman", "fitter", "florist", "forester", "framer", "fryer",
    "gardener", "geologist", "glazier", "grocer", "groomer", "guard", "guide", "hairdresser", "handyman",
    "hostler", "housekeeper", "hygienist", "illustrator", "inspector", "installer", "instructor", "interpreter",
    "janitor", "jeweler", "journalist", "keeper", "laborer", "landscaper", "lawyer", "librarian", "lifeguard",
    "lineman", "locksmith", "logger", "longshoreman", "machinist", "maid", "mason", "meatpacker", "mechanic",
    "messenger", "midwife", "miller", "milliner", "miner", "mover", "musician", "nanny", "nurse", "operator",
    "optician", "organist", "packer", "painter", "paralegal", "paramedic", "pastor", "pharmacist",
    "phlebotomist", "photographer", "picker", "pilot", "pipefitter", "plasterer", "plumber", "porter", "potter",
    "printer", "processor", "producer", "professor", "programmer", "projectionist", "ranger", "realtor",
    "receptionist", "repairer", "reporter", "rigger", "roofer", "sailor", "salesman", "saleswoman", "sculptor",
    "seamstress", "secretary", "seller", "server", "shepherd", "sitter", "soldier", "sorter", "stocker",
    "stylist", "surveyor", "tailor", "teacher", "teller", "tester", "therapist", "trainer", "translator",
    "trimmer", "trucker", "tuner", "tutor", "typesetter", "upholsterer", "usher", "vendor", "veterinarian",
    "waiter", "waitress", "weaver", "weigher", "welder", "writer",
})  # fmt: skip
_TRADE = "(?:" + "|".join(sorted(TRADES, key=len, reverse=True)) + ")"
# After an article, with up to three words between; not `nurse's` of `a nurse's aide`, nor what readers do: `Cook it.`
_NAMED = re.compile(
    rf"(?:\ban?|(?:^|[,:]\s+)\W*the)\s+(?:[\w’'-]+\s+){{0,3}}?(?<!-)({_TRADE})\b(?!-|['’]s\s+{_TRADE}\b)", re.IGNORECASE
)


def trade_remarks(reviewed_terms: Sequence[ReviewedTerm]) -> Iterator[Remark]:
    """Yield a remark on each trade that the examples of more than MAX_TRADE_TERMS terms begin with."""
    places: dict[str, dict[str, tuple[ReviewedTerm, ReviewedSection]]] = defaultdict(dict)
    for reviewed in reviewed_terms:
        for section in reviewed.sections:
            if section.kind == "example" and section.sentences and (trade := trade_in(section.sentences[0])):
                places[trade].setdefault(reviewed.slug, (reviewed, section))
    for trade, found in sorted(places.items()):
        if len(found) > MAX_TRADE_TERMS:
            reviewed, section = next(iter(found.values()))
            message = (
                f"examples of {len(found)} terms begin with a person of the trade {trade!r}, the limit is "
                f"{MAX_TRADE_TERMS}: {', '.join(found)}; give some of these people another job."
            )
            yield reviewed.remark_at("trade", section, section.sentences[0], message)


def trade_in(sentence: str) -> str:
    """Return the first trade that a noun phrase of `sentence` ends with, "" if there is none."""
    found = _NAMED.search(sentence)
    return found[1].lower() if found else ""
