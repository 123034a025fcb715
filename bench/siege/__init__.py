"""A siege: faults of every kind while visitors search, and what became of their requests.

    make siege

Each test starts `glossary serve` on an index of its own, lets visitors search at a steady rate, breaks something, and
counts the answers that were lost, wrong or older than one already given.
"""
