"""Votes, comments and requests for terms: forms for readers, endpoints for programs."""
