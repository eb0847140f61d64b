"""A trained translator at work: text in, text out, with everything that the answer rests on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import torch
from torch import Tensor

from core.errors import UserError
from core.messages import M
from core.models.translator import State, Translator, TranslatorConfig
from core.task import Evidence, Run
from core.text.translate.attribution import evidence_of
from core.text.translate.beam import Hypothesis, Node, Step, beam_search
from core.text.translate.calibration import Calibration
from core.text.translate.characters import Characters
from core.text.translate.kinds import KINDS, Kind
from core.text.translate.pairs.language import foreign
from core.text.translate.reading import Reading
from core.text.translate.special import END, UNKNOWN
from core.text.translate.subwords import Subwords
from core.text.types import TextAnswer

DEFAULT_BEAM = 4
MAX_BEAM = 10
MODEL = "translator"
Vocabulary = Characters | Subwords


@dataclass(frozen=True)
class Written:
    """One output of the search. pieces: END left out; log_p, attention (T, S), gates: with END's row last.

    copied: for each piece, whether the copy gate gave most of its probability. unknown: whether it stands for a piece
    that the network does not know.
    """

    pieces: tuple[str, ...]
    log_p: tuple[float, ...]
    attention: tuple[tuple[float, ...], ...]
    gates: tuple[float, ...]
    copied: tuple[bool, ...]
    unknown: tuple[bool, ...]
    score: float
    text: str
    node: int


@dataclass(frozen=True)
class Translation:
    """The answer to one text. source: its pieces; unknown: which of them the network does not know.

    beams: outputs, best first; nodes: the tree of the search, tokens as pieces. seconds are the caller's to take.
    """

    input: str
    reading: Reading
    confidence: float
    source: tuple[str, ...]
    unknown: tuple[bool, ...]
    beams: tuple[Written, ...]
    nodes: tuple[tuple[Node, str], ...] = ()

    @property
    def best(self) -> Written:
        """The output that was read."""
        return self.beams[0]


@dataclass(frozen=True)
class Change:
    """What a reader changes. forced: how the output has to begin, as tokens. edited: attention (S,) for some steps."""

    forced: tuple[int, ...] = ()
    edited: Mapping[int, tuple[float, ...]] = field(default_factory=dict)


UNCHANGED = Change()


class TranslationPredictor:
    """kind: how text is made ready and read. calibration: from the log-probability of an output to its confidence."""

    def __init__(
        self, module: Translator, vocabulary: Vocabulary, kind: Kind, calibration: Calibration, card: dict[str, Any]
    ) -> None:
        self.module, self.vocabulary, self.kind = module.eval(), vocabulary, kind
        self.calibration, self.card = calibration, card

    def translate(self, texts: Sequence[str], beam: int = DEFAULT_BEAM, explain: bool = False) -> list[TextAnswer]:
        """One answer a text, in order. UserError for a text that is empty or too long, or a beam out of bounds."""
        return [self.answer(text, beam, explain) for text in texts]

    def answer(self, text: str, beam: int = DEFAULT_BEAM, explain: bool = False) -> TextAnswer:
        """One text as the command line shows it; the evidence says why where there is no output."""
        found = self.detail(text, beam)
        told = {"refused": str(found.reading.refused)} if found.reading.refused else {}
        notes = {"notes": [str(note) for note in found.reading.notes]} if found.reading.notes else {}
        return TextAnswer(
            text, found.reading.output, found.confidence, {**told, **notes, **(evidence_json(found) if explain else {})}
        )

    def detail(self, text: str, beam: int = DEFAULT_BEAM, change: Change = UNCHANGED) -> Translation:
        """One text with all that the answer rests on; `change` forces a beginning or edits attention."""
        _check_beam(beam)
        prepared = self.kind.prepared(text)
        source, ids = self.vocabulary.pieces(prepared.text), self.vocabulary.encode(prepared.text)
        search = self._search(ids, beam, change)
        beams = tuple(self._written(hypothesis, source, ids) for hypothesis in search.hypotheses)
        reading = self.kind.read(beams[0].text, prepared)
        if self.card.get("name") == "en-vi":
            reading = replace(reading, notes=(*reading.notes, *foreign(prepared.text)))
        nodes = tuple((node, self.vocabulary.piece(node.token)) for node in search.nodes)
        unknown = tuple(token == UNKNOWN for token in ids)
        return Translation(text, reading, self._confidence(beams[0], reading), tuple(source), unknown, beams, nodes)

    def tokens(self, text: str) -> list[int]:
        """A beginning as tokens, for `Change.forced`."""
        return self.vocabulary.target(text)[:-1]

    def evidence(self, text: str, target: Sequence[str] | None = None) -> Evidence:
        """The log-probability of every piece of the answer as a function of the pieces read, for core.explain."""
        prepared = self.kind.prepared(text)
        ids, source = self.vocabulary.encode(prepared.text), self.vocabulary.pieces(prepared.text)
        best = self._search(ids, 1, UNCHANGED).hypotheses[0]
        return evidence_of(self.module, ids, source, best.tokens, [*map(self.vocabulary.piece, best.tokens[:-1]), "⏎"])

    def log_likelihood(self, text: str, target: str) -> float:
        """Log-probability of a given output."""
        source = torch.tensor([self.vocabulary.encode(self.kind.prepared(text).text)])
        wanted = torch.tensor([self.vocabulary.target(target)])
        with torch.no_grad():
            memory = self.module.encode(source)
            decoded = self.module.decode(memory, self.module.fed(memory, wanted))
            return float(self.module.log_probability(memory, decoded, wanted).sum())

    def to_run(self) -> Run:
        """Weights at half precision, which is all that is read back."""
        state = {name: value.half().contiguous() for name, value in self.module.state_dict().items()}
        preprocessing = {
            "kind": self.kind.name,
            "vocabulary": self.vocabulary.to_json(),
            "calibration": self.calibration.to_json(),
        }
        return Run("translate", MODEL, asdict(self.module.config), state, preprocessing, card=self.card)

    @torch.no_grad()
    def _search(self, ids: Sequence[int], beam: int, change: Change) -> Any:
        memory = self.module.encode(torch.tensor([list(ids)]))

        def decoder(before: Tensor, state: State | None, number: int) -> Step:
            rows = memory.rows(torch.zeros(len(before), dtype=torch.long))
            edited = _edited(change, number, len(before), len(ids))
            decoded = self.module.decode(rows, before[:, None], state, edited)
            log_p = self.module.distribution(rows, decoded)[:, -1].clamp_min(1e-12).log()
            return Step(log_p, decoded.attention[:, -1], decoded.gate[:, -1], decoded.state)

        return beam_search(decoder, _rows_of, beam, 2 * len(ids) + 15, self.kind.length_power, change.forced)

    def _written(self, hypothesis: Hypothesis, source: Sequence[str], ids: Sequence[int]) -> Written:
        pieces, copied, unknown = [], [], []
        for token, gate, attention, log_p in zip(
            hypothesis.tokens, hypothesis.gates, hypothesis.attention, hypothesis.log_p, strict=True
        ):
            if token == END:
                break
            pieces.append(_surface(source, ids, attention) if token == UNKNOWN else self.vocabulary.piece(token))
            same = sum(float(weight) for weight, read in zip(attention, ids, strict=True) if read == token)
            copied.append((1 - gate) * same > 0.5 * math.exp(log_p))
            unknown.append(token == UNKNOWN)
        return Written(
            tuple(pieces),
            hypothesis.log_p,
            tuple(tuple(row.tolist()) for row in hypothesis.attention),
            hypothesis.gates,
            tuple(copied),
            tuple(unknown),
            hypothesis.score(self.kind.length_power),
            self.vocabulary.decode(pieces),
            hypothesis.node,
        )

    def _confidence(self, best: Written, reading: Reading) -> float:
        """Of the output; for a refusal it is what is left for some date after all."""
        sure = self.calibration(best.score)
        return sure if reading.refused is None else min(1 - sure, 0.5)


def rebuild(run: Run) -> TranslationPredictor:
    """The predictor of a saved or shipped run."""
    module = Translator(TranslatorConfig(**run.config))
    module.load_state_dict({name: value.float() for name, value in run.state.items()})
    saved = run.preprocessing
    return TranslationPredictor(
        module,
        _vocabulary(saved["vocabulary"]),
        KINDS[saved["kind"]],
        Calibration.from_json(saved["calibration"]),
        run.card,
    )


def evidence_json(found: Translation) -> dict[str, Any]:
    """Plain JSON: pieces, attention (target × source), beams with their scores, what is copied and what is unknown."""
    best = found.best
    return {
        "source": list(found.source),
        "unknown_source": [piece for piece, unknown in zip(found.source, found.unknown, strict=True) if unknown],
        "target": list(best.pieces),
        "attention": [[round(weight, 4) for weight in row] for row in best.attention[: len(best.pieces)]],
        "probabilities": [round(math.exp(value), 4) for value in best.log_p],
        "copied": list(best.copied),
        "unknown": list(best.unknown),
        "beams": [
            {"output": beam.text, "score": beam.score, "log_probability": sum(beam.log_p)} for beam in found.beams
        ],
    }


def _vocabulary(saved: Mapping[str, Any]) -> Vocabulary:
    return Characters(saved["signs"]) if saved["kind"] == "characters" else Subwords(saved["model"])


def _rows_of(state: State, rows: Tensor) -> State:
    (a, b), (c, d) = state
    return (a[:, rows], b[:, rows]), (c[:, rows], d[:, rows])


def _edited(change: Change, number: int, beams: int, length: int) -> Tensor | None:
    """The reader's own attention at a step, (beams, 1, S), made to sum to 1."""
    weights = change.edited.get(number)
    if weights is None:
        return None
    row = torch.tensor(weights).clamp_min(0)
    if len(row) != length or float(row.sum()) <= 0:
        raise UserError(
            M("A row of attention needs {count} weights that are not all zero.", count=length),
            M("Give one weight for each piece that is read."),
        )
    return (row / row.sum()).expand(beams, 1, length)


def _surface(source: Sequence[str], ids: Sequence[int], attention: Tensor) -> str:
    """The unknown piece that is looked at most; the piece looked at most where all are known."""
    unknown = [place for place, token in enumerate(ids) if token == UNKNOWN] or range(len(ids))
    return source[max(unknown, key=lambda place: float(attention[place]))]


def _check_beam(beam: int) -> None:
    if not 1 <= beam <= MAX_BEAM:
        raise UserError(
            M("A beam of {beam} is outside 1 to {most}.", beam=beam, most=MAX_BEAM),
            M("{default} is usual.", default=DEFAULT_BEAM),
        )
