"""For other sites to embed: widget, frame, oEmbed."""
