"""Requests a second over HTTP, and the cost of the search log."""
