"""`python -m search_app` is the `glossary` command."""

from search_app.cli import main

if __name__ == "__main__":  # build workers import the main module
    main()
