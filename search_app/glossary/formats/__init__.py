"""Exchange formats, one a module: each reads terms and faults, or writes terms."""
