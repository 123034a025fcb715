"""The web: Flask blueprints over the engine, and the headers, caching and errors around them."""
