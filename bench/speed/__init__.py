"""Speed beside other engines, time bounds under hostile queries, calls of a query."""
