"""The identity of a visitor for one day, and the search log."""
