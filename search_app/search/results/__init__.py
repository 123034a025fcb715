"""The content of a results page: hits, highlights, facets, suggestions, related terms."""
