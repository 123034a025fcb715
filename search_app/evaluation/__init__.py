"""The quality of answers: relevance tests and metrics."""
