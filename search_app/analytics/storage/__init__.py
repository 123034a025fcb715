"""The database of feedback and searches: the only code that knows SQLAlchemy."""
