"""Addresses of a translation's pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search.index.addresses import Addresses, addresses_of, write_addresses

TERMS = {"copayment": "Copago", "wage-theft": "Robo de salario", "rent": "Renta"}


@pytest.mark.parametrize(
    ("terms", "addresses"),
    [
        (TERMS, ["copago", "robo-de-salario", "renta"]),
        ({"income": "Renta", "rent": "renta"}, ["income", "rent"]),
        ({"renta": "Ingreso", "income": "Ingreso", "rent": "Renta"}, ["renta", "income", "rent"]),
        ({"sign": "§"}, ["sign"]),
    ],
    ids=["names", "the same name twice", "a slug that is the name of another", "a name without letters"],
)
def test_each_term_has_an_address_of_its_own(terms: dict[str, str], addresses: list[str]) -> None:
    assert addresses_of(list(terms), list(terms.values())) == addresses


def test_terms_are_found_by_address(tmp_path: Path) -> None:
    write_addresses(tmp_path, list(TERMS), list(TERMS.values()))
    addresses = Addresses(tmp_path)
    assert [addresses.of(ordinal) for ordinal in range(3)] == ["copago", "robo-de-salario", "renta"]
    assert (addresses.ordinal("renta"), addresses.ordinal("rent")) == (2, None)
