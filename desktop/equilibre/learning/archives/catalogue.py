"""The published archives that the program can read."""

from equilibre.learning.archives.archive import Archive
from equilibre.learning.archives.covertype import COVERTYPE
from equilibre.learning.archives.faces import FACES
from equilibre.learning.archives.newsgroups import NEWSGROUPS

ARCHIVES: tuple[Archive, ...] = (COVERTYPE, NEWSGROUPS, FACES)


def archive(key: str) -> Archive:
    """Return the archive named *key*. Raises KeyError when there is none."""
    return {each.key: each for each in ARCHIVES}[key]
