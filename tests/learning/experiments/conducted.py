"""An experiment conducted whole, held to its contract on the way."""

from equilibre.learning.experiments.experiment import Experiment, Findings, Point, Request


def conducted(
    experiment: Experiment, dataset: str = "", seed: int = 42, **settings: float
) -> Findings:
    """Return the findings of a whole run. Any first part of its points must be readable."""
    request = Request(settings, seed, dataset)
    pictures = {picture.key: picture for picture in experiment.pictures}
    points: list[Point] = []
    chosen = experiment.defaults() | settings
    for point in experiment.conduct(request):
        points.append(point)
        assert point.series in {series.key for series in pictures[point.picture].series}
        assert point.lens is None or point.lens in (
            experiment.lens.stops if experiment.lens else ()
        )
        assert point.low is None or point.low <= point.y <= (point.high or 0.0)
        if len(points) in (1, 7) or len(points) % 100 == 0:
            read(experiment, Findings(chosen, tuple(points), complete=False))
    assert len(points) == experiment.count(request)
    return Findings(chosen, tuple(points), complete=True, energy_joules=100.0)


def read(experiment: Experiment, findings: Findings) -> str:
    """Return all the sentences; asks every prediction for its truth on the way."""
    for prediction in experiment.predictions:
        truth = prediction.truth(findings)
        assert truth is None or not prediction.choices or prediction.choices[int(truth)]
    return "\n".join(experiment.read(findings))
