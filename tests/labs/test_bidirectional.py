"""Lab “Bidirectional”: equations against torch, tags by hand, and who has seen a value that is changed."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from core.errors import UserError
from core.labs.bidirectional import cheating, tagging, tasks
from core.labs.bidirectional.names import DAYS, PHRASES, READINGS, SHOWN, STEPS, UNITS
from core.labs.bidirectional.taggers import Tagger, both_ways
from core.labs.bidirectional.training import TaggerExperiment, build, count, network
from core.labs.shapes.data import examples
from core.labs.shapes.words import bare, phrases
from core.models.bilstm import BiLstm
from core.models.encoder import EncoderConfig


def copied(both: nn.RNNBase, ahead: nn.RNNBase, back: nn.RNNBase) -> None:
    """torch's own bidirectional kernel gets the weights of two that read one way each."""
    with torch.no_grad():
        for name, weight in ahead.named_parameters():
            both.get_parameter(name).copy_(weight)
        for name, weight in back.named_parameters():
            both.get_parameter(f"{name}_reverse").copy_(weight)


def test_the_equations_of_both_directions_are_torch_s_own() -> None:
    tagger, x = Tagger("both", nn.RNN, 3, 5, 2), torch.randn(1, 9, 3)
    kernel = nn.RNN(3, 5, batch_first=True, bidirectional=True)
    copied(kernel, tagger.kernels["ahead"], tagger.kernels["back"])
    by_hand = torch.cat(both_ways(x[0], tagger.kernels["ahead"], tagger.kernels["back"]), -1)
    torch.testing.assert_close(by_hand, kernel(x)[0][0], atol=1e-6, rtol=0)
    torch.testing.assert_close(tagger(x)[0], tagger.answer(by_hand), atol=1e-6, rtol=0)


def test_the_bidirectional_lstm_and_its_trace_are_torch_s_own() -> None:
    encoder, x = BiLstm(EncoderConfig(3, 8, 9)), torch.randn(1, 9, 3)
    kernel = nn.LSTM(3, 4, batch_first=True, bidirectional=True)
    copied(kernel, encoder.forwards, encoder.backwards)
    wanted = kernel(x)[0]
    torch.testing.assert_close(encoder(x), wanted, atol=1e-6, rtol=0)
    torch.testing.assert_close(torch.from_numpy(encoder.trace(x[0]).hidden), wanted[0].detach(), atol=1e-6, rtol=0)


def test_tags_and_waits_by_hand() -> None:
    x = torch.tensor([[1.0, 0, 0, -1, 0, -1, 1]])
    assert tasks.tags(x).tolist() == [[1, 1, 1, 0, 0, 1, 2]]
    assert tasks.waits(x).tolist() == [[3, 2, 1, 2, 1, 1, 0]]
    assert tasks.gaps(50, 12, torch.Generator().manual_seed(0))[:, [0, -1]].abs().min() == 1


@pytest.mark.parametrize("reading", READINGS)
def test_states_that_are_shown_follow_the_equations(reading: str) -> None:
    found, tagger = tagging.trace(reading, "b"), network(f"gaps-{reading}")
    x = torch.tensor(SHOWN["b"], dtype=torch.float32)[:, None]
    for way, states in found["states"].items():
        there, again = both_ways(x, tagger.kernels[way], tagger.kernels[way])
        torch.testing.assert_close(states, there if way == "ahead" else again, atol=1e-6, rtol=0)
        assert states.shape == (STEPS, UNITS[reading])
        weights = found["weights"][way]
        t, before = (5, 4) if way == "ahead" else (5, 6)
        step = torch.tanh(weights["w_x"] * x[t] + weights["w_h"] @ states[before] + weights["b"])
        torch.testing.assert_close(states[t], step, atol=1e-6, rtol=0)


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("place", [1, 6, STEPS])
def test_a_changed_mark_reaches_only_those_that_have_read_it(reading: str, place: int) -> None:
    moved = tagging.changed(reading, "a", place)
    before, after = moved[: place - 1], moved[place:]
    assert max(before, default=0.0) < 1e-6 or reading != "forward"
    assert max(after, default=0.0) < 1e-6 or reading != "backward"
    assert max(moved) > 0.3


@pytest.mark.parametrize("day", [2, 11, DAYS])
def test_the_leak_is_there_and_the_honest_networks_have_none(day: int) -> None:
    """A value after day t moves the leaky answer at t, and no answer of an honest network."""
    found = cheating.change(7, day, 5)
    leaky, ahead = (found[kind][1] - found[kind][0] for kind in ("leaky", "ahead"))
    assert abs(float(leaky[day - 2])) > 3
    assert float(ahead[: day - 1].abs().max()) < 1e-4
    assert float(ahead[day - 1 :].abs().max()) > 0.1


def test_the_last_answer_rests_on_the_window_alone() -> None:
    """What comes after the window is given to no network: changed, it changes nothing."""
    windows = tasks.days(True)[:5].clone()
    for kind, answers in (("leaky", DAYS), ("ahead", DAYS), ("window", 1)):
        before = cheating.answers(kind, windows[:, :-1])
        assert before.shape == (5, answers)
        windows[:, -1] += 3.0
        torch.testing.assert_close(before, cheating.answers(kind, windows[:, :-1]), atol=0, rtol=0)


def test_no_window_that_is_trained_on_reaches_into_the_year_that_is_tried() -> None:
    trained, tried = tasks.days(False), tasks.days(True)
    assert len(trained) == tasks.TRIED_FROM - DAYS
    torch.testing.assert_close(trained[-1, -1], tasks.warmth()[tasks.TRIED_FROM - 1])
    torch.testing.assert_close(tried[0, 0], tasks.warmth()[tasks.TRIED_FROM])


def test_the_trainer_learns_to_read_both_ways() -> None:
    experiment, again = TaggerExperiment("gaps-both", 3), TaggerExperiment("gaps-both", 3)
    before = experiment.right()
    losses = [experiment.step() for _ in range(150)]
    assert losses[:5] == [again.step() for _ in range(5)]
    assert experiment.right() > before + 0.2


def test_one_direction_has_as_many_parameters_as_both() -> None:
    for task, readings in (("gaps", READINGS), ("accents", ("forward", "both"))):
        sizes = [count(build(f"{task}-{reading}")) for reading in readings]
        assert max(sizes) <= 1.02 * min(sizes)
        assert sizes[-1] == min(sizes)


def test_the_phrases_that_are_offered_were_not_trained_on() -> None:
    _x, _y, held = examples("aligned")
    kept = {bare(phrase) for phrase, out in zip(phrases(), held.tolist(), strict=True) if not out}
    offered = {bare(phrase) for phrase in phrases()} & set(PHRASES)
    assert offered == set(PHRASES)
    assert not kept & set(PHRASES)


def test_words_without_a_letter_are_refused() -> None:
    with pytest.raises(UserError, match="no letter"):
        tagging.accents("123 !")
