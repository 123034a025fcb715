"""The typed text to a query tree, corrected and expanded."""
