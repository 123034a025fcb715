"""The TextIndex port and its back ends: the only place where these differ."""
