"""Terms to entries: Markdown, links between terms, sanitizing."""
