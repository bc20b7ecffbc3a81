"""20 newsgroups: messages of 1993, to be sorted by the group they were written to."""

from collections.abc import Generator

import numpy as np

from equilibre.learning.archives.archive import Archive, Found
from equilibre.learning.archives.unpacked import Unpacked, members
from equilibre.learning.rows import Rows
from equilibre.texts import Words

MOST_WORDS = 20_000
_LEAST_MESSAGES = 20  # of each half
_TRAINING, _TEST = "20news-bydate-train", "20news-bydate-test"
_MOST_MEMBERS = 30_000  # 18 846 messages in 42 folders
_MOST_BYTES = 2_000_000  # of one message


def read(unpacked: Unpacked) -> Generator[None, None, Found]:
    """Read ``20news-bydate-train/sci.space/60000``, and so on; the test half comes last.

    A row is a message: how often each word is in it, damped by a logarithm, divided by how common
    the word is in the training half (TF-IDF), so that its length is 1.
    """
    halves: dict[str, dict[tuple[str, str], str]] = {_TRAINING: {}, _TEST: {}}
    for path, content in members(unpacked, _MOST_MEMBERS, _MOST_BYTES):
        match path:
            case (half, group, name) if half in halves and not name.startswith("."):
                halves[half][group, name] = subject_and_body(content.decode("latin-1"))
        yield
    training, test = (sorted(halves[half].items()) for half in (_TRAINING, _TEST))
    groups = sorted({group for (group, _name), _text in training})
    if min(len(training), len(test)) < _LEAST_MESSAGES or len(groups) < 2:  # noqa: PLR2004
        raise ValueError("too few messages")
    if not {group for (group, _name), _text in test} <= set(groups):
        raise ValueError("a group without training messages")

    from scipy.sparse import vstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(max_features=MOST_WORDS, min_df=2, sublinear_tf=True, dtype=np.float32)
    yield
    columns = [words.fit_transform([text for _key, text in training])]
    yield
    columns.append(words.transform([text for _key, text in test]))
    numbers = {group: number for number, group in enumerate(groups)}
    target = [numbers[group] for (group, _name), _text in (*training, *test)]
    return Found(
        Rows(vstack(columns, format="csr"), np.array(target)),
        classes=tuple(Words(group, group) for group in groups),
        published_test_rows=len(test),
    )


def subject_and_body(message: str) -> str:
    """Return what the writer of *message* wrote.

    The other lines of its head name people, places and programs: with them a model would find the
    group by its members, and know nothing of the subject.
    """
    head, _line, body = message.partition("\n\n")
    subject = [line[8:] for line in head.split("\n") if line[:8].casefold() == "subject:"]
    return "\n".join([*subject, body])


NEWSGROUPS = Archive(
    key="newsgroups",
    file="20news-bydate.tar.gz",
    sha256="8f1b2514ca22a5ade8fbb9cfa5727df95fa587f4c87b786e15c759fa66d95610",
    address="https://ndownloader.figshare.com/files/5975967",
    about_bytes=14_464_277,
    most_bytes=30_000_000,
    most_unpacked_bytes=200_000_000,
    read=read,
)
