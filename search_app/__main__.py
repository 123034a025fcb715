"""`python -m search_app` is the `glossary` command."""

from search_app.cli import main

main()
