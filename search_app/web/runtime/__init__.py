"""Services that every page and endpoint uses."""
