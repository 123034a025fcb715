"""The content of a results page: hits, highlights, facets, related terms, and the values of a suggestion."""
