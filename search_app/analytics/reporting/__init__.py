"""The editors' report: read, clustered, exported, turned into a patch of term files."""
