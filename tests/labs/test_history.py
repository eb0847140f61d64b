"""Lab “History”: Jordan's equations alone, both networks against the library's, pictures without loose ends."""

from __future__ import annotations

import pytest
import torch

from core.labs.history.networks import FeedbackExperiment, SmallNet, wanted
from core.labs.history.pictures import PICTURES
from core.labs.history.stations import STATIONS
from core.models.encoder import EncoderConfig
from core.models.jordan import Jordan, JordanStep, jordan_update


def test_jordan_by_its_equations_is_the_library_s() -> None:
    torch.manual_seed(0)
    model = Jordan(EncoderConfig(3, 8, 6)).double()
    x = torch.randn(2, 6, 3, dtype=torch.float64)
    step = JordanStep(*(torch.zeros(2, size, dtype=torch.float64) for size in (8, 4, 4)))
    for t, want in enumerate(model.run(x)):
        step = jordan_update(
            x[:, t],
            step,
            model.from_input.weight,
            model.from_state.weight,
            model.from_input.bias,
            model.to_output.weight,
            model.to_output.bias,
        )
        for made, known in zip(step, want, strict=True):
            torch.testing.assert_close(made, known, atol=1e-6, rtol=0)


@pytest.mark.parametrize("kind", ["elman", "jordan"])
def test_gradients_through_time_match_finite_differences(kind: str) -> None:
    network = SmallNet(kind, torch.Generator().manual_seed(0)).double()
    x = torch.randn(1, 5, 1, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: network(x).sum(), (x,), atol=1e-6)


def test_the_small_elman_is_torch_s_own() -> None:
    network = SmallNet("elman", torch.Generator().manual_seed(3))
    kernel = torch.nn.RNN(1, 6, batch_first=True)
    with torch.no_grad():
        kernel.weight_ih_l0.copy_(network.w_x)
        kernel.weight_hh_l0.copy_(network.w_back)
        kernel.bias_ih_l0.copy_(network.b)
        kernel.bias_hh_l0.zero_()
        x = torch.randn(3, 7, 1)
        made = torch.stack([step.hidden for step in network.run(x)], 1)
        torch.testing.assert_close(made, kernel(x)[0], atol=1e-6, rtol=0)


def test_what_is_to_be_answered() -> None:
    x = torch.tensor([1.0, -1, 0, 1])[None, :, None]
    assert wanted("delay", x).tolist() == [[0, 0, 1, -1]]
    assert wanted("latch", x).tolist() == [[1, -1, -1, 1]]


def test_both_have_nearly_the_same_count_of_weights() -> None:
    sizes = [
        sum(w.numel() for w in FeedbackExperiment(kind, "latch", 0).network.parameters())
        for kind in ("elman", "jordan")
    ]
    assert sizes == [55, 53]


@pytest.mark.parametrize("station", STATIONS, ids=lambda station: station.name)
def test_every_station_has_a_picture_whose_lines_meet_circles(station: object) -> None:
    picture = PICTURES[station.name]  # type: ignore[attr-defined]
    ends = {end for line in (*picture.lines, *picture.new) for end in line.split(" ")}
    assert ends <= set(picture.nodes)
    assert picture.new
