"""The dialogue for a table of the user's own."""
