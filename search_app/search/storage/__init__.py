"""Bytes on disk, mapped into memory. Knows no term."""
