"""Claims often heard, each with its correction."""
