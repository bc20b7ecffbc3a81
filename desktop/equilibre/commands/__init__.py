"""The faces of the program that need no screen."""
