"""Progress over several stages: shares and estimates computed by hand."""

import pytest

from core.messages import M
from core.pipeline.stages import Stages
from core.task import Progress


@pytest.fixture
def heard() -> list[Progress]:
    return []


def test_each_stage_fills_its_share_of_the_planned_time(heard: list[Progress]) -> None:
    stages = Stages(heard.append, {"train": 6.0, "score": 3.0, "explain": 1.0})
    train = stages.begin("train", M("Training"))
    train(Progress(0.5, M("Training")))
    score = stages.begin("score", M("Scoring"))
    score(Progress(1.0, M("Scoring")))
    stages.begin("explain", M("Explaining"))
    assert [told.fraction for told in heard] == pytest.approx([0.0, 0.3, 0.6, 0.9, 0.9])


def test_time_left_is_the_stages_own_estimate_and_what_follows(heard: list[Progress]) -> None:
    stages = Stages(heard.append, {"train": 6.0, "score": 3.0, "explain": 1.0})
    train = stages.begin("train", M("Training"))
    train(Progress(0.5, M("Training"), seconds_left=2.0))
    train(Progress(0.5, M("Training")))
    assert [told.seconds_left for told in heard] == pytest.approx([10.0, 6.0, 7.0])


def test_fraction_never_falls_even_where_a_stage_reports_less(heard: list[Progress]) -> None:
    report = Stages(heard.append, {"train": 1.0}).begin("train", M("Training"))
    report(Progress(0.7, M("Training")))
    report(Progress(0.2, M("Training")))
    report(Progress(1.4, M("Training")))
    assert [told.fraction for told in heard] == pytest.approx([0.0, 0.7, 0.7, 1.0])


def test_telemetry_is_passed_on_and_kept_in_order(heard: list[Progress]) -> None:
    stages = Stages(heard.append, {"train": 1.0})
    report = stages.begin("train", M("Training"))
    report(Progress(0.5, M("Training"), telemetry={"epoch": 1.0}))
    report(Progress(0.9, M("Training"), telemetry={"epoch": 2.0}))
    stages.end("train")
    assert stages.telemetry == [{"epoch": 1.0}, {"epoch": 2.0}]
    assert heard[-1].telemetry == {"epoch": 2.0}
    assert stages.seconds["train"] >= 0


def test_a_cancelled_report_stops_the_work(heard: list[Progress]) -> None:
    from core.errors import Cancelled

    def cancelled(progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Stages(cancelled, {"train": 1.0}).begin("train", M("Training"))
