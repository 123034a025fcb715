"""The glossary for assistants: tools of the Model Context Protocol."""
