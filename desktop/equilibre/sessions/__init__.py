"""What was run: recorded, kept, saved and shared."""
