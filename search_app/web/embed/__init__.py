"""Everything other sites embed: widget, frame, oEmbed."""
