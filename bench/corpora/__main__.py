"""`python -m bench.corpora`."""

from bench.corpora.fetch import main

if __name__ == "__main__":
    main()
