"""The network against sums done by hand."""

from __future__ import annotations

import pytest
import torch

from core.models import translator as module_ids
from core.models.translator import BEGIN, END, PAD, Translator, TranslatorConfig, translation_loss
from core.text.translate import special
from core.training.loop import TrainingSettings, train


@pytest.fixture
def network() -> Translator:
    torch.manual_seed(0)
    return Translator(TranslatorConfig(vocabulary=9, embedding=6, hidden=5, dropout=0.0)).eval()


def test_both_places_count_on_the_same_special_ids() -> None:
    names = ("PAD", "BEGIN", "END", "UNKNOWN")
    assert [getattr(special, name) for name in names] == [getattr(module_ids, name) for name in names]


def test_attention_is_the_softmax_of_the_bilinear_score(network: Translator) -> None:
    memory = network.encode(torch.tensor([[4, 5, 6]]))
    decoded = network.decode(memory, torch.tensor([[BEGIN]]))
    start = (memory.start[None], torch.zeros(1, 1, 5))
    query = network.writer(network.embedding(torch.tensor([[BEGIN]])), start)[0][0, 0]  # (H,)
    scores = [float(query @ (network.key.weight @ memory.states[0, s])) / 5**0.5 for s in range(3)]
    by_hand = torch.tensor(scores).exp() / sum(torch.tensor(scores).exp())
    assert torch.allclose(decoded.attention[0, 0], by_hand, atol=1e-6)


def test_probabilities_with_copying_sum_to_one_and_agree(network: Translator) -> None:
    memory = network.encode(torch.tensor([[4, 5, 5]]))
    decoded = network.decode(memory, torch.tensor([[BEGIN, 4]]))
    whole = network.distribution(memory, decoded)
    assert torch.allclose(whole.sum(-1), torch.ones(1, 2), atol=1e-5)
    one = network.log_probability(memory, decoded, torch.tensor([[5, 7]]))
    assert torch.allclose(one, whole[0, [0, 1], [5, 7]].log()[None], atol=1e-5)
    copied = float((1 - decoded.gate[0, 0]) * decoded.attention[0, 0, 1:].sum())
    written = float(decoded.gate[0, 0] * decoded.words[0, 0, 5].exp())
    assert float(whole[0, 0, 5]) == pytest.approx(copied + written, abs=1e-6)


def test_padding_and_neighbours_change_nothing(network: Translator) -> None:
    alone = network.encode(torch.tensor([[4, 5, 6]]))
    batch = network.encode(torch.tensor([[4, 5, 6, PAD, PAD], [4, 4, 4, 4, 4]]))
    assert torch.allclose(alone.states[0], batch.states[0, :3], atol=1e-6)
    before = torch.tensor([[BEGIN, 4, 5]])
    one = network.decode(alone, before)
    two = network.decode(batch, before.expand(2, -1))
    assert torch.allclose(one.words[0], two.words[0], atol=1e-5)
    assert torch.allclose(two.attention[0, :, 3:], torch.zeros(3, 2))


def test_edited_attention_is_what_is_read(network: Translator) -> None:
    memory = network.encode(torch.tensor([[4, 5, 6]]))
    row = torch.tensor([[[0.0, 1.0, 0.0]]])
    assert torch.equal(network.decode(memory, torch.tensor([[BEGIN]]), edited=row).attention, row)


def test_step_by_step_is_the_same_as_all_at_once(network: Translator) -> None:
    memory = network.encode(torch.tensor([[4, 5, 6]]))
    whole = network.decode(memory, torch.tensor([[BEGIN, 7, 8]]))
    state, rows = None, []
    for token in (BEGIN, 7, 8):
        step = network.decode(memory, torch.tensor([[token]]), state)
        state = step.state
        rows.append(step.words[0, 0])
    assert torch.allclose(torch.stack(rows), whole.words[0], atol=1e-5)


def test_teacher_forced_loss_falls_and_copying_is_learnt() -> None:
    """Reversing three tokens: after a few epochs the loss is a fraction of what it was."""
    torch.manual_seed(0)
    source = torch.randint(4, 9, (256, 3))
    target = torch.cat([source.flip(1), torch.full((256, 1), END)], 1)
    network = Translator(TranslatorConfig(vocabulary=9, embedding=16, hidden=24, dropout=0.0))
    settings = TrainingSettings(epochs=12, batch=32, learning_rate=1e-2)
    result = train(network, (source, target), torch.arange(224), torch.arange(224, 256), translation_loss, settings)
    losses = [epoch.validation_loss for epoch in result.epochs]
    assert losses[-1] < 0.3 * losses[0]


def test_scheduled_sampling_begins_half_way_and_feeds_own_tokens(network: Translator) -> None:
    memory, target = network.encode(torch.tensor([[4, 5, 6]])), torch.tensor([[7, 8, 4, END]])
    true = torch.tensor([[BEGIN, 7, 8, 4]])
    network.train()
    network.progress(0.4)
    assert torch.equal(network.fed(memory, target), true)
    network.progress(1.0, least=0.0)
    guessed = network.decode(memory, true).words.argmax(-1)
    assert torch.equal(network.fed(memory, target), torch.cat([true[:, :1], guessed[:, :-1]], 1))
    network.eval()
    assert torch.equal(network.fed(memory, target), true)
