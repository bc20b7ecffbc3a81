"""Computed chords: how loud each of the twelve notes is, and the sound of such a row.

Any note can be the root, so each note is as frequent in every class: no weighted sum of the notes
tells the classes apart. Major and minor even hold the same intervals, in the other order, so that
products of two notes do not tell them apart either, but products of three do.
"""

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.rows import Rows

NOTES = 12
RATE_HERTZ = 44_100

# Semitones above the root; in the order of the classes.
_TRIADS = np.array([(0, 4, 7), (0, 3, 7), (0, 3, 6), (0, 4, 8)])

# The third harmonic of a note sounds a fifth higher, the fifth a major third: what a microphone
# hears beside the note itself, octaves put together.
_HARMONICS = ((7, 0.25), (4, 0.12))
_NEIGHBOURS = 0.06  # an instrument slightly out of tune also sounds in the notes beside
_NOISE = 0.12
_AT_ONCE = 1024  # drawn together; the first rows stay the same however many are asked for
_SEED = 1722  # Rameau's treatise on harmony

_MIDDLE_C_HERTZ = 261.63
_SECONDS = 1.5


def chords(rows: int) -> Rows:
    """Return *rows* chords: the loudness of C, C♯, … B, 1 for about the loudest."""
    parts = [_chords(part) for part in range(-(-rows // _AT_ONCE))]
    columns = np.concatenate([loudness for loudness, _classes in parts])[:rows]
    return Rows(columns, np.concatenate([classes for _loudness, classes in parts])[:rows])


def _chords(part: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    generator = np.random.default_rng((_SEED, part))
    classes = generator.permutation(_AT_ONCE) % len(_TRIADS)
    notes = (generator.integers(0, NOTES, (_AT_ONCE, 1)) + _TRIADS[classes]) % NOTES
    loudness = np.zeros((_AT_ONCE, NOTES))
    np.put_along_axis(loudness, notes, generator.uniform(0.6, 1.0, notes.shape), axis=1)
    heard = loudness + _NEIGHBOURS * (np.roll(loudness, 1, axis=1) + np.roll(loudness, -1, axis=1))
    for semitones, share in _HARMONICS:
        strength = share * generator.uniform(0, 1, (_AT_ONCE, 1))
        heard += strength * np.roll(loudness, semitones, axis=1)
    heard += np.abs(generator.normal(0, _NOISE, heard.shape))
    return heard.astype(np.float32), classes.astype(np.int64)


def sound(row: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return a row of twelve loudnesses as sound: mono, 44 100 samples a second, -1 to 1.

    Each note sounds in three octaves at once, the middle one loudest, so that none is the lowest:
    a row does not say which note is the bass.
    """
    time = np.arange(round(_SECONDS * RATE_HERTZ)) / RATE_HERTZ
    samples = np.zeros(len(time))
    for note, loudness in enumerate(np.clip(row, 0, None)):
        for octave, share in ((-1, 0.5), (0, 1.0), (1, 0.5)):
            pitch = _MIDDLE_C_HERTZ * 2 ** (octave + note / NOTES)
            samples += share * float(loudness) * np.sin(2 * np.pi * pitch * time)
    # A struck string: it begins at once, though without a click, and fades to silence.
    samples *= (
        np.minimum(time / 0.01, 1) * np.exp(-2.5 * time) * np.clip((_SECONDS - time) / 0.05, 0, 1)
    )
    loudest = np.abs(samples).max()
    return (samples / loudest * 0.8 if loudest else samples).astype(np.float32)
