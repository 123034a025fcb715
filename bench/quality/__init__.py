"""Search quality, measured."""
