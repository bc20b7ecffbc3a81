"""Every way gives the same numbers; the programs do what their papers say; ratios are measured."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.learning.experiments import page_rank, proof_of_work, ways
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.learning.experiments.five_ways import EXPERIMENT
from tests.learning.experiments.conducted import conducted, read


@pytest.mark.parametrize(
    "its_ways",
    [ways.product(20, 2, 1), ways.norm(2, 1), ways.kernel(2, 1)],
    ids=["product", "norm", "kernel"],
)
def test_every_way_gives_the_same_result(its_ways: tuple[ways.Way, ...]) -> None:
    assert [way.key for way in its_ways] == ["numpy", "broadcast", "lists", "python", "threads"]
    results = [np.asarray(way.compute()) for way in its_ways]
    for result in results[1:]:
        np.testing.assert_allclose(result, results[0], rtol=1e-9, atol=1e-12)


def test_one_core_has_no_way_with_threads() -> None:
    assert "threads" not in {way.key for way in ways.product(4, 1, 1)}


def test_a_trial_counts_what_it_does_and_gives_the_threads_back() -> None:
    from threadpoolctl import threadpool_info

    calls = []
    trial = ways.trial(ways.Way("threads", lambda: calls.append(sum(range(20_000))), threads=2))
    assert trial.calls == len(calls) - 1  # the first one warms up
    assert trial.processor_seconds * trial.calls >= ways.LEAST_SECONDS
    assert {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"} == {1}


# -- PageRank ----------------------------------------------------------------------------------


def test_a_page_that_is_linked_to_ranks_higher() -> None:
    from scipy.sparse import csr_matrix

    # 1 and 2 link to 0, which links to 1.
    links = csr_matrix(np.array([[0.0, 1, 1], [1, 0, 0], [0, 0, 0]]))
    found, _iterations = page_rank.ranks(links, 0.85)
    solved = np.linalg.solve(np.eye(3) - 0.85 * links.toarray(), np.full(3, 0.05))
    np.testing.assert_allclose(found, solved, atol=1e-7)
    assert found[0] > found[1] > found[2]


def test_loops_of_python_rank_as_the_sparse_product() -> None:
    links = page_rank.web(3, pages=400)
    fast, iterations = page_rank.ranks(links, 0.85)
    slow, of_loops = page_rank.ranks_in_python(page_rank.lists_of(links), 0.85)
    np.testing.assert_allclose(slow, fast, atol=1e-12)
    assert of_loops == iterations


def test_a_reader_always_goes_somewhere() -> None:
    links = page_rank.web(4, pages=1000)
    np.testing.assert_allclose(np.asarray(links.sum(axis=0)), 1.0)


def test_more_damping_takes_the_iterations_of_the_specification() -> None:
    """growth.md, section 4 (e): 21, 39, 79, 227, 1008 on a web of 77 000 links."""
    links = page_rank.web(42)
    assert links.nnz == pytest.approx(77_000, rel=0.05)
    expected = {0.5: 21, 0.7: 39, 0.85: 79, 0.95: 227, 0.99: 1008}
    for damping, iterations in expected.items():
        found, its = page_rank.ranks(links, damping)
        assert its == pytest.approx(iterations, rel=0.12)
        assert its <= page_rank.bound(damping)
        assert found.sum() == pytest.approx(1.0)


# -- proof of work -----------------------------------------------------------------------------


@given(st.binary(min_size=1, max_size=80), st.integers(0, 10))
def test_a_proof_is_checked_by_one_hash_and_no_smaller_number_is_one(
    header: bytes, bits: int
) -> None:
    number = proof_of_work.prove(header, bits)
    assert proof_of_work.is_proof(header, number, bits)
    assert not any(proof_of_work.is_proof(header, other, bits) for other in range(number))


def test_the_first_block_of_bitcoin_is_a_proof() -> None:
    """Of 3 January 2009, as every client of Bitcoin holds it."""
    header = bytes.fromhex(
        "01000000" + 32 * "00" + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a"
        "29ab5f49ffff001d"
    )
    assert len(header) == proof_of_work.HEADER_BYTES
    assert f"{proof_of_work.hash_of(header, 2083236893):064x}".startswith(
        "000000000019d6689c085ae1"
    )
    assert proof_of_work.is_proof(header, 2083236893, 43)
    assert not proof_of_work.is_proof(header, 2083236893, 44)


def test_each_bit_doubles_the_tries() -> None:
    tries = [1 + proof_of_work.prove(bytes([number]), 8) for number in range(250)]
    assert sum(tries) / 250 == pytest.approx(256, rel=0.2)  # three standard errors


# -- the whole ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def findings() -> Iterator[Findings]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ways, "LEAST_SECONDS", 0.01)
        yield conducted(EXPERIMENT, size=60.0, damping=0.85, bits=10.0)


def test_loops_take_far_more_than_numpy_and_lists_less_than_loops(findings: Findings) -> None:
    product = {point.series: point for point in findings.of("product")}
    assert product["numpy"].y == 1.0
    assert product["python"].y > 100
    assert 10 < product["lists"].y < product["python"].y
    assert product["broadcast"].y > 3
    assert all(point.trials == 5 for point in product.values())


def test_the_bounds_hold_the_ratio_and_are_never_negative(findings: Findings) -> None:
    for problem in ("product", "norm", "kernel"):
        for point in findings.of(problem):
            assert point.low is not None
            assert point.high is not None
            assert 0 < point.low <= point.y <= point.high


def test_a_ranking_takes_more_iterations_the_more_links_are_followed(findings: Findings) -> None:
    rankings = findings.of("ranks", "iterations")
    assert [point.x for point in rankings] == [0.5, 0.7, 0.85]
    iterations = [point.y for point in rankings]
    assert iterations == sorted(set(iterations))
    assert all(point.trial_seconds > 0 for point in rankings)
    assert findings.of("ranks", "python")[0].y == rankings[-1].y


def test_the_expected_tries_lie_within_the_bounds_nearly_always(findings: Findings) -> None:
    proofs = findings.of("work", "tries")
    within = [
        point.low is not None and point.high is not None and point.low <= 2.0**point.x <= point.high
        for point in proofs
    ]
    assert [point.x for point in proofs] == [4, 6, 8, 10]
    assert sum(within) >= 3


def test_the_sentences_hold_the_figures_of_the_run(findings: Findings) -> None:
    text = read(EXPERIMENT, findings)
    assert "One product of matrices: " in text
    assert "77 iterations in loops of Python" in text
    assert "2^10 = 1,024 are expected" in text
    loops = findings.of("product", "python")[0]
    assert EXPERIMENT.predictions[0].truth(findings) == loops.y


@pytest.mark.parametrize(
    ("low", "high", "choice"),
    [(1.3, 20.0, 2.0), (0.5, 0.8, 0.0), (0.95, 1.05, 1.0), (0.7, 2.0, None), (None, None, None)],
)
def test_threads_are_judged_only_where_the_trials_agree(
    low: float | None, high: float | None, choice: float | None
) -> None:
    figures = {"threads": 4.0, "times_the_duration": 0.5}
    ratio = math.sqrt(low * high) if low and high else 1.0
    found = Findings(
        EXPERIMENT.defaults(),
        (Point("product", "threads", 4, ratio, 0.5, low, high, figures=figures),),
        complete=False,
    )
    assert EXPERIMENT.predictions[1].truth(found) == choice
    assert ("Not conclusive: what 4 threads change" in read(EXPERIMENT, found)) == (choice is None)
