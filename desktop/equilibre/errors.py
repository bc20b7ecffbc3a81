"""The base of every error whose text is a sentence for the user."""


class EquilibreError(Exception):
    """What happened, where, and what to do about it, in the user's language."""
