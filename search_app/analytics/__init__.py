"""Feedback, term requests and the search log: stored, protected, collected and reported to editors.

The only package that imports SQLAlchemy. It knows neither Flask nor search. Layers: `collection` and `reporting` stand
on `privacy`, which stands on `storage`.
"""
