"""What the model trained last learned: its errors, its weights, its map, and an input to try."""
