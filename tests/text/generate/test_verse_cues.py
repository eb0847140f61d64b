"""What a writer of verse is told: its place in the couplet and the rhyme that is due, from what was written alone."""

from __future__ import annotations

import torch

from core.models.language_model import LanguageModel, LanguageModelConfig
from core.models.verse_cues import NEWLINE, ONSET, VerseCues
from core.text.generate.example import read_example
from core.text.generate.predictor import Generator
from core.text.generate.sampling import Sampling
from core.text.generate.tokens import Vocabulary
from core.text.generate.verse import check_form
from core.text.generate.verse_tokens import token_kinds
from core.text.tasks import CHECKPOINTS, shipped_predictor

VERSES = """
Trăm năm trong cõi người ta,
Chữ tài chữ mệnh khéo là ghét nhau.
Trải qua một cuộc bể dâu,
Những điều trông thấy mà đau đớn lòng.
"""


def test_rimes_of_one_sound_have_one_number() -> None:
    tokens = ["\n", " tr", "ời", "ơi", "a", "à", "Ai", "Qu", " ", ",", "ương"]
    kinds = token_kinds(tokens)
    assert kinds[0] == NEWLINE
    assert [tokens[place] for place, kind in enumerate(kinds) if kind == ONSET] == [" tr", "Qu", " "]
    assert kinds[2] == kinds[3] != kinds[4] == kinds[5]
    assert kinds[tokens.index(",")] == 0
    assert len({kind for kind in kinds if kind > 0}) == 4


def test_the_rhyme_that_is_due_is_the_one_of_the_line_before() -> None:
    vocabulary = Vocabulary.fit(VERSES, "halves")
    kinds = token_kinds(vocabulary.tokens)
    told = VerseCues(len(vocabulary))
    told.kinds.copy_(torch.tensor(kinds))
    numbers = vocabulary.encode(VERSES)
    cues, _ = told(torch.tensor([numbers]))
    tokens = [vocabulary.tokens[number] for number in numbers]
    asked = [(tokens[place + 1], kind) for place, kind in enumerate(cues.now[0].tolist()) if kind]
    sounds = {token: kinds[vocabulary.tokens.index(token)] for token in ("a", "au", "âu")}
    # là answers ta, dâu answers nhau (nearly), đau answers dâu (nearly): what stands there, and the sound asked for
    assert asked == [("à", sounds["a"]), ("âu", sounds["au"]), ("au", sounds["âu"])]
    begins = cues.place[0][[place for place, token in enumerate(tokens) if token == "\n"]].tolist()
    assert begins == [0, 20 * 1, 0, 20 * 1, 0]  # the six-syllable line and the eight-syllable one by turns


def test_cues_come_from_what_was_read_before_however_it_is_cut() -> None:
    vocabulary = Vocabulary.fit(VERSES, "halves")
    kinds = token_kinds(vocabulary.tokens)
    torch.manual_seed(0)
    network = LanguageModel(LanguageModelConfig(len(vocabulary), embedding=5, hidden=7, rimes=max(kinds) + 1)).eval()
    network.verse.kinds.copy_(torch.tensor(kinds))
    torch.nn.init.normal_(network.answer.weight)
    tokens = torch.tensor([vocabulary.encode(VERSES)])
    whole, _ = network(tokens)
    state, steps = None, []
    for token in tokens[0]:
        logits, state = network(token[None, None], state)
        steps.append(logits)
    assert torch.allclose(whole, torch.cat(steps, 1), atol=1e-5)
    changed = tokens.clone()
    changed[0, 40:] = tokens[0, 0]
    assert torch.equal(network(changed)[0][0, :40], whole[0, :40])


def test_what_ships_begins_a_line_and_rhymes() -> None:
    example = read_example(CHECKPOINTS / "kieu")
    assert example is not None
    assert example.text[0].isupper()
    writer = shipped_predictor("kieu")
    assert isinstance(writer, Generator)
    texts = [writer.generate("", 400, Sampling(0.7, seed=seed)).output for seed in range(4)]
    assert all(text[0].isupper() for text in texts)
    form = check_form("".join(text[: text.rindex("\n") + 1] for text in texts).split("\n"))
    assert form.form_share > 0.8
    assert form.inner_share > 0.8  # two places paired at random rhyme in 0.11
