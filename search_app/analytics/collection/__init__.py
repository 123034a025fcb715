"""Feedback and searches as they come in."""
