"""Puts labels apart that would lie upon each other; knows no screen."""

from collections.abc import Sequence


def spread(wished: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places near the *wished* ones (ascending), *gap* apart where there is room.

    They stay between *low* and *high*; where these are too close, the gaps shrink alike.
    """
    if not wished:
        return []
    if len(wished) > 1:
        gap = min(gap, (high - low) / (len(wished) - 1))
    # Neighbours that meet make a block that stands around the mean of its wishes.
    blocks: list[tuple[float, int]] = []  # the first place, how many
    for wish in wished:
        place, count = min(max(wish, low), high), 1
        while blocks and blocks[-1][0] + blocks[-1][1] * gap > place:
            before, number = blocks.pop()
            middle = (before * number + (place - number * gap) * count) / (number + count)
            count += number
            place = min(max(middle, low), high - (count - 1) * gap)
        place = min(place, high - (count - 1) * gap)
        blocks.append((place, count))
    return [place + index * gap for place, count in blocks for index in range(count)]
