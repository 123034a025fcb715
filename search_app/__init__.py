"""A search-first glossary service."""
