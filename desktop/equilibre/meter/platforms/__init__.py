"""What the systems and the makers show of a computer, read record by record."""
