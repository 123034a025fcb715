"""Terms to a published generation. Whoosh appears only in whoosh_*.py and postings_writer.py."""
