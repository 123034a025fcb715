"""Wrappers around every request; blueprints never import them."""
