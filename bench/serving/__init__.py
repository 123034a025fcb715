"""Requests a second and the cost of the search log, measured."""
