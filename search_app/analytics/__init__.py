"""What visitors tell us: feedback, wishes, the search log, and the report editors read.

The only package that imports SQLAlchemy; knows no Flask, and nothing of how terms are found.
"""
