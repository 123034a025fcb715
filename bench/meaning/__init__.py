"""Distil a sentence embedding into the token table of `search_app/search/meaning/`."""
