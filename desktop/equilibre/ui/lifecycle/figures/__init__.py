"""What the tab says of a comparison: rows, bars, marks and lists, from the numbers found."""
