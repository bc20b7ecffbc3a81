"""PageRank: how important a page is by the pages that link to it, and what certainty costs."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

PAGES = 10_000
LINKS_PER_PAGE = 8  # on the mean
COMMUNITY = 100  # pages that link mostly to each other
LINKS_OUT = 0.002  # share of the links that leave their community for the next one
TOLERANCE = 1e-8  # change of all ranks in one iteration, under which they are found
_MOST_ITERATIONS = 5000  # above the bound for every damping offered

Links = list[list[tuple[int, float]]]


def web(seed: int, pages: int = PAGES) -> Any:
    """Return a web of communities along a ring: SciPy's CSR matrix, its columns sum to 1.

    Entry (i, j) is the chance that a reader of page j who follows a link comes to page i. Few
    links leave a community: importance takes many iterations to spread. In a web without
    communities, or without cycles, it takes some 16 whatever the damping.
    """
    from scipy.sparse import csr_matrix

    random = np.random.default_rng(seed)
    sources = np.repeat(np.arange(pages), random.integers(1, 2 * LINKS_PER_PAGE, pages))
    communities = sources // COMMUNITY
    leaves = random.random(len(sources)) < LINKS_OUT
    # The communities of the first half are left more often: so they lose importance, slowly.
    leaves |= (communities < pages // COMMUNITY // 2) & (random.random(len(sources)) < LINKS_OUT)
    goals = (communities + leaves) * COMMUNITY + random.integers(0, COMMUNITY, len(sources))
    links = csr_matrix((np.ones(len(sources)), (goals % pages, sources)), shape=(pages, pages))
    return links.multiply(1.0 / links.sum(axis=0)).tocsr()


def bound(damping: float) -> float:
    """Return how many iterations always suffice: each shrinks the error by the damping.

    The error begins at 2 at most, the distance between two distributions.
    """
    return float(np.log(TOLERANCE / 2.0) / np.log(damping))


def ranks(links: Any, damping: float) -> tuple[NDArray[np.float64], int]:
    """Return the rank of every page, their sum 1, and the iterations it took.

    Source: Brin and Page, The anatomy of a large-scale hypertextual Web search engine, 1998.
    """
    pages = links.shape[0]
    rank = np.full(pages, 1.0 / pages)
    for iteration in range(1, _MOST_ITERATIONS + 1):
        following = damping * (links @ rank) + (1.0 - damping) / pages
        change = float(np.abs(following - rank).sum())
        rank = following
        if change < TOLERANCE:
            return rank, iteration
    return rank, _MOST_ITERATIONS


def lists_of(links: Any) -> Links:
    """Return for each page the pages that link to it, with the chance of each link."""
    chances, sources, starts = (each.tolist() for each in (links.data, links.indices, links.indptr))
    pairs = list(zip(sources, chances, strict=True))
    return [pairs[start:end] for start, end in pairwise(starts)]


def ranks_in_python(links: Links, damping: float) -> tuple[list[float], int]:
    """Return the same with loops over lists."""
    pages = len(links)
    rank = [1.0 / pages] * pages
    for iteration in range(1, _MOST_ITERATIONS + 1):
        following = []
        change = 0.0
        for page, sources in enumerate(links):
            total = 0.0
            for source, chance in sources:
                total += chance * rank[source]
            value = damping * total + (1.0 - damping) / pages
            change += abs(value - rank[page])
            following.append(value)
        rank = following
        if change < TOLERANCE:
            return rank, iteration
    return rank, _MOST_ITERATIONS
