"""The structures of a generation, one a module, with their writers. Knows no Whoosh."""
