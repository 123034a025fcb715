"""Search speed, measured."""
