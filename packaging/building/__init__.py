"""What building an installer is, on every platform: a tree, a file, and the proof that it works."""
