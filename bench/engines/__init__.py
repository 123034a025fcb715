"""The engines compared, one a module."""
