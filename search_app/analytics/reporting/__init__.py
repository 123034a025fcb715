"""Reports for editors."""
