"""A reader's own labels: a table of texts and labels from a file's bytes, with what is wrong with it in a sentence."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

from core import config
from core.errors import UserError
from core.messages import M, Message
from core.text.cleaning import MAX_CHARACTERS, composed

DELIMITERS = (",", ";", "\t", "|")
TEXT_NAMES = ("text", "review", "sentence", "content", "comment", "message", "văn bản", "câu", "nội dung", "bình luận")
LABEL_NAMES = ("label", "class", "category", "sentiment", "target", "tag", "nhãn", "lớp", "loại", "cảm xúc")

LEAST_ROWS, MOST_ROWS = 20, 50_000
LEAST_OF_A_LABEL, MOST_LABELS = 5, 50
LONGEST_LABEL = 60

TWO_COLUMNS = M("Give a CSV with a column “text” and a column “label”, a text with commas in quotation marks.")


@dataclass(frozen=True)
class OwnLabels:
    """Cleaned texts with their labels (numbers into `names`). notes: what was left out, for the reader."""

    texts: list[str]
    labels: list[int]
    names: tuple[str, ...]
    notes: tuple[Message, ...] = ()


def read_labels(name: str, content: bytes) -> OwnLabels:
    """Texts and labels in a file's bytes; UserError where they cannot train a classifier."""
    rows = read_rows(name, content)
    texts, labels = columns_of(name, rows)
    return checked(texts, labels)


def read_rows(name: str, content: bytes) -> list[list[str]]:
    """The rows of a delimited file, none of them empty; UserError where it is too large, empty or ragged."""
    if len(content) > config.MAX_UPLOAD_MB * 1e6:
        size = round(len(content) / 1e6)
        raise UserError(
            M("{name} has {size} MB; the limit is {limit} MB.", name=name, size=size, limit=config.MAX_UPLOAD_MB),
            M("Keep fewer rows."),
        )
    text = decoded(name, content)
    if not text.strip():
        raise UserError(M("{name} is empty.", name=name), TWO_COLUMNS)
    csv.field_size_limit(10 * MAX_CHARACTERS)
    delimiter = max(DELIMITERS, key=lambda sign: text.split("\n", 1)[0].count(sign))
    try:
        reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
        numbered = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise UserError(M("{name} cannot be read: {reason}.", name=name, reason=str(error)), TWO_COLUMNS) from None
    width = len(numbered[0][1])
    for line, row in numbered:
        if len(row) != width:
            raise UserError(
                M(
                    "{name} has {width} columns in its first row and {count} in line {line}.",
                    name=name,
                    width=width,
                    count=len(row),
                    line=line,
                ),
                TWO_COLUMNS,
            )
    return [row for _, row in numbered]


def decoded(name: str, content: bytes) -> str:
    """Bytes as text; UserError where they are none in UTF-8 or UTF-16."""
    try:
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = content.decode("utf-16" if wide else "utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        raise UserError(M("{name} is no text in UTF-8.", name=name), M("Save it as CSV in UTF-8.")) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")  # a lone \r ended a line on old Macs


def columns_of(name: str, rows: list[list[str]]) -> tuple[list[str], list[str]]:
    """Texts and labels of the rows: by the names of the columns, else the longer one of two is the text."""
    header = [composed(cell).strip().lower() for cell in rows[0]]
    text, label = _named(header, TEXT_NAMES), _named(header, LABEL_NAMES)
    if text is not None and label is not None:
        return [row[text] for row in rows[1:]], [row[label] for row in rows[1:]]
    if len(header) != 2:
        raise UserError(
            M("{name} does not say which of its columns are text and label.", name=name),
            TWO_COLUMNS,
        )
    if text is not None or label is not None:
        text = text if text is not None else 1 - (label or 0)
        return [row[text] for row in rows[1:]], [row[1 - text] for row in rows[1:]]
    longer = int(sum(len(row[1]) for row in rows) > sum(len(row[0]) for row in rows))
    return [row[longer] for row in rows], [row[1 - longer] for row in rows]


def _named(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def checked(texts: list[str], labels: list[str]) -> OwnLabels:
    """What can be trained on; UserError where that is too little, too much or of one label."""
    pairs = [(composed(text).strip(), composed(label).strip()) for text, label in zip(texts, labels, strict=True)]
    whole = [(text, label) for text, label in pairs if text and label]
    kept = list(dict.fromkeys(whole))
    notes = [
        M("{count} rows without text or label were left out.", count=len(pairs) - len(whole)),
        M("{count} repeated rows were left out.", count=len(whole) - len(kept)),
    ]
    told = tuple(note for note in notes if note.values["count"])
    _refuse_size(kept)
    counts = Counter(label for _, label in kept)
    _refuse_labels(counts)
    names = tuple(sorted(counts))
    return OwnLabels([text for text, _ in kept], [names.index(label) for _, label in kept], names, told)


def _refuse_size(kept: list[tuple[str, str]]) -> None:
    if not kept:
        raise UserError(M("The file holds no text with a label."), TWO_COLUMNS)
    if not LEAST_ROWS <= len(kept) <= MOST_ROWS:
        raise UserError(
            M(
                "Different texts found: {count}; training takes {least} to {most}.",
                count=len(kept),
                least=LEAST_ROWS,
                most=MOST_ROWS,
            ),
            M("Label more texts.") if len(kept) < LEAST_ROWS else M("Keep fewer rows."),
        )
    refuse_long([text for text, _ in kept])


def refuse_long(texts: list[str]) -> None:
    """Raises UserError naming the first text that is longer than a network here takes."""
    for number, text in enumerate(texts, 1):
        if len(text) > MAX_CHARACTERS:
            raise UserError(
                M(
                    "Text {number} has {count} characters; the limit is {most}.",
                    number=number,
                    count=len(text),
                    most=MAX_CHARACTERS,
                ),
                M("Shorten it, or leave it out."),
            )


def _refuse_labels(counts: Counter[str]) -> None:
    if len(counts) == 1:
        raise UserError(
            M("All texts have the label “{label}”.", label=next(iter(counts))[:LONGEST_LABEL]),
            M("A classifier needs texts of at least two labels."),
        )
    longest = max(counts, key=len)
    if len(counts) > MOST_LABELS or len(longest) > LONGEST_LABEL:
        raise UserError(
            M("There are {count} labels, the longest of {length} characters.", count=len(counts), length=len(longest)),
            M(
                "At most {most} labels of at most {length} characters each; check which column is the label.",
                most=MOST_LABELS,
                length=LONGEST_LABEL,
            ),
        )
    rarest = min(counts, key=lambda label: (counts[label], label))
    if counts[rarest] < LEAST_OF_A_LABEL:
        raise UserError(
            M("Texts with the label “{label}”: {count}.", label=rarest, count=counts[rarest]),
            M("Each label needs at least {least}: some to learn from, some to check on.", least=LEAST_OF_A_LABEL),
        )
