"""Forms and endpoints for votes, requests and comments."""
