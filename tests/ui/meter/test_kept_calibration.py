"""A calibration that is kept changes the sensors at once, and is found at the next start."""

from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.errors import EquilibreError
from equilibre.meter.calibration.record import Calibration
from equilibre.meter.calibration.trial import Phase
from equilibre.meter.session import SessionMeter
from equilibre.sessions.kept import KeptRuns
from equilibre.ui.equipment import Equipment, make_equipment
from equilibre.ui.meter.calibration.presenter import CalibrationPresenter
from equilibre.ui.settings import SettingsStore
from tests.ui.fakes import FakeHost, FakeSampler
from tests.ui.meter.laboratory import LAPTOP, FakeLaboratory, FakeScreen


@pytest.fixture(scope="module")
def calibration() -> Calibration:
    laboratory = FakeLaboratory()
    presenter = CalibrationPresenter(FakeScreen(), laboratory.made())
    presenter.start()
    laboratory.until(presenter, Phase.DONE)
    assert presenter.result is not None
    return presenter.result


@pytest.fixture
def sampler() -> FakeSampler:
    return FakeSampler([])


@pytest.fixture
def equipment(sampler: FakeSampler, tmp_path: Path) -> Equipment:
    made = Equipment(
        FakeHost(),  # type: ignore[arg-type]
        sampler,  # type: ignore[arg-type]
        SessionMeter(),
        KeptRuns(None),
        SettingsStore(None),
        None,
        calibration_file=tmp_path / "calibration.json",
    )
    made.surroundings = replace(
        made.surroundings,
        powercap=tmp_path / "powercap",
        power_supply=tmp_path / "power_supply",
        hwmon=tmp_path / "hwmon",
        event_source=tmp_path / "event_source",
        computer=LAPTOP,
    )
    return made


def test_it_is_estimated_with_at_once_and_found_at_the_next_start(
    equipment: Equipment, sampler: FakeSampler, calibration: Calibration
) -> None:
    equipment.keep_calibration(calibration)
    (reopen,) = sampler.reopened
    sensors = reopen()
    (estimate,) = [one for one in sensors.active_routes() if one.key == "estimate"]
    sensors.close()
    assert estimate.factor < 2.0
    assert calibration.day in estimate.name
    again = make_equipment(SettingsStore(None), None, calibration_file=equipment.calibration_file)
    assert again.surroundings.calibration == calibration


def test_forgotten_it_is_gone_now_and_at_the_next_start(
    equipment: Equipment, sampler: FakeSampler, calibration: Calibration
) -> None:
    equipment.keep_calibration(calibration)
    equipment.keep_calibration(None)
    assert equipment.surroundings.calibration is None
    assert equipment.calibration_file is not None
    assert not equipment.calibration_file.exists()
    assert len(sampler.reopened) == 2


def test_a_file_that_cannot_be_written_changes_nothing(
    equipment: Equipment, sampler: FakeSampler, calibration: Calibration, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    equipment.calibration_file = tmp_path / "file" / "calibration.json"
    with pytest.raises(EquilibreError):
        equipment.keep_calibration(calibration)
    assert equipment.surroundings.calibration is None
    assert sampler.reopened == []
