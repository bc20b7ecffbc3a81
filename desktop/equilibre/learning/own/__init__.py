"""A table of the user's own: read with suspicion, explained, and kept on the shelf."""
