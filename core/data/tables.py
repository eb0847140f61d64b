"""Bytes of a CSV, TSV, Parquet or Excel file to a table; what is too large is refused before it is read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from core import config
from core.data.numbers import to_numbers
from core.errors import UserError
from core.messages import M, Message

DELIMITERS = (",", ";", "\t", "|")
PROBE_LINES = 60
MAX_UNPACKED = 10
"""How many times MAX_UPLOAD_MB a compressed file may hold once unpacked."""

SHORTER = M("Keep fewer rows: the last years, or one series at a time.")


@dataclass(frozen=True)
class Raw:
    """A table as it stands in the file, its index the position of the data row (0 for the first), and how it was read.

    comma: True where decimal commas are the file's convention.
    """

    frame: pd.DataFrame
    notes: tuple[Message, ...] = ()
    comma: bool = False


def read_bytes(name: str, content: bytes) -> Raw:
    """The table in a file's bytes, told apart by their beginning rather than by the name's ending."""
    megabytes = len(content) / 1e6
    if megabytes > config.MAX_UPLOAD_MB:
        raise UserError(
            M(
                "{name} has {size} MB; the limit is {limit} MB.",
                name=name,
                size=round(megabytes),
                limit=config.MAX_UPLOAD_MB,
            ),
            M("Keep the last years, or only the columns that matter."),
        )
    if not content.strip():
        raise UserError(
            M("{name} is empty.", name=name), M("Choose a file with a time column and a column of numbers.")
        )
    if content[:4] == b"PAR1":
        raw = _parquet(name, content)
    elif content[:4] == b"PK\x03\x04":
        raw = _excel(name, content)
    elif content[:4] == b"\xd0\xcf\x11\xe0":
        raise UserError(M("{name} is in the old Excel format.", name=name), M("Save it as .xlsx or as CSV."))
    else:
        raw = _text(name, content)
    if len(raw.frame) == 0 or len(raw.frame.columns) == 0:
        raise UserError(M("{name} has a header but no rows.", name=name), M("Choose a file with rows of data."))
    return raw


def _refuse_rows(name: str, rows: int) -> None:
    if rows > config.MAX_ROWS:
        raise UserError(
            M("{name} has {rows} rows; the limit is {limit}.", name=name, rows=rows, limit=config.MAX_ROWS), SHORTER
        )


def _parquet(name: str, content: bytes) -> Raw:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(content))
        _refuse_rows(name, file.metadata.num_rows)
        groups = range(file.metadata.num_row_groups)
        _refuse_unpacked(name, sum(file.metadata.row_group(group).total_byte_size for group in groups))
        frame = file.read().to_pandas()
    except (pa.ArrowException, OSError) as error:
        raise UserError(
            M("{name} is a damaged Parquet file: {reason}.", name=name, reason=str(error).split("\n")[0].rstrip(".")),
            M("Write it again, or save it as CSV."),
        ) from error
    if not isinstance(frame.index, pd.RangeIndex):
        frame = frame.reset_index()
    frame.columns = pd.Index([str(column) for column in frame.columns])
    return Raw(frame.reset_index(drop=True))


def _refuse_unpacked(name: str, size: int) -> None:
    limit = MAX_UNPACKED * config.MAX_UPLOAD_MB
    if size > limit * 1e6:
        raise UserError(
            M("{name} unpacks to {size} MB; the limit is {limit} MB.", name=name, size=round(size / 1e6), limit=limit),
            SHORTER,
        )


def _excel(name: str, content: bytes) -> Raw:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_unpacked(name, sum(entry.file_size for entry in archive.infolist()))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = book.worksheets
        _refuse_rows(name, max((sheet.max_row or 0 for sheet in sheets), default=0) - 1)
        sheet = next((sheet for sheet in sheets if (sheet.max_row or 2) > 1), sheets[0])
        rows = list(sheet.iter_rows(values_only=True))
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as error:
        raise UserError(
            M("{name} is neither an Excel workbook nor another known file.", name=name),
            M("Save it as .xlsx or as CSV."),
        ) from error
    notes = (
        ()
        if len(sheets) < 2
        else (M("Read from the sheet “{sheet}”, one of {count}.", sheet=sheet.title, count=len(sheets)),)
    )
    if not rows:
        raise UserError(
            M("{name} is empty.", name=name), M("Choose a file with a time column and a column of numbers.")
        )
    names = [_cell(value) for value in rows[0]]
    frame = pd.DataFrame(rows[1:], columns=_unique(names))
    return Raw(_without_empty(frame.dropna(how="all"), names), notes)


def _without_empty(frame: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The frame without columns that have neither a name nor a value: what a trailing delimiter leaves."""
    kept = [bool(name) or bool(frame.iloc[:, place].notna().any()) for place, name in enumerate(names)]
    return frame.loc[:, kept]


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()


def _unique(names: list[str]) -> pd.Index:
    """Column names with a number for those without one, and a suffix for those that repeat."""
    seen: Counter[str] = Counter()
    unique = []
    for position, name in enumerate(names, start=1):
        name = name or f"column {position}"
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name}.{seen[name] - 1}")
    return pd.Index(unique)


def _text(name: str, content: bytes) -> Raw:
    text, notes = _decode(name, content)
    _refuse_rows(name, text.count("\n") - 1)
    delimiter, skip = _layout(text)
    header = _is_header(text, delimiter, skip)
    frame = _parse(name, text, delimiter, skip, header)
    if not header:
        notes = (*notes, M("The file has no header; the columns are numbered."))
    if skip:
        notes = (*notes, M("The first {count} lines were left out: they are not part of the table.", count=skip))
    frame, comma = _with_numbers(frame, prefer_comma=delimiter != ",")
    if comma:
        notes = (*notes, M("Commas were read as decimal commas."))
    return Raw(frame, notes, comma)


def _decode(name: str, content: bytes) -> tuple[str, tuple[Message, ...]]:
    """Text in UTF-8 or UTF-16, by mark or by trial; else in Windows' Latin letters, which is said."""
    probe = content[:4000]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace"), ()
    if probe.count(0) > len(probe) / 4:  # UTF-16 without a mark: every second byte of plain letters is zero
        return content.decode("utf-16-le" if probe[1:2] == b"\0" else "utf-16-be", errors="replace"), ()
    if 0 in probe:
        raise UserError(
            M("{name} is neither text, Excel nor Parquet.", name=name), M("Save the table as CSV, .xlsx or .parquet.")
        )
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        return text, (M("The file is not in UTF-8; it was read as Western European text."),)


def _layout(text: str) -> tuple[str, int]:
    """The delimiter that cuts most of the first lines into the same number of fields, and lines before the table."""
    lines = [line for line in text[:200_000].splitlines()[:PROBE_LINES] if line.strip()]
    best = (0.0, ",", 0)
    for delimiter in DELIMITERS:
        counts = [len(fields) for fields in csv.reader(lines, delimiter=delimiter)]
        usual, times = Counter(counts).most_common(1)[0]
        skip = next(position for position, count in enumerate(counts) if count == usual)
        agreement = times / len(counts)
        if usual > 1 and agreement * (1 + usual / 100) > best[0]:
            best = (agreement * (1 + usual / 100), delimiter, skip)
    return best[1], best[2]


def _is_header(text: str, delimiter: str, skip: int) -> bool:
    """False where the first line already holds numbers: names are not numbers."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()]
    first = pd.Series(next(csv.reader(lines[skip:], delimiter=delimiter)), dtype="str")
    numbers = to_numbers(first, prefer_comma=delimiter != ",").values
    return not bool((numbers == numbers).any()) or _years_as_names(first)


def _years_as_names(names: pd.Series) -> bool:
    """Wide tables name their columns by years; their first column is still named by a word."""
    return bool(names.iloc[0].strip()) and not re.search(r"\d", names.iloc[0])


def _parse(name: str, text: str, delimiter: str, skip: int, header: bool) -> pd.DataFrame:
    try:
        frame = pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            skiprows=skip,
            header=0 if header else None,
            low_memory=False,
            skipinitialspace=True,
            index_col=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, csv.Error) as error:
        raise UserError(_why_not(name, str(error)), M("Open it in a spreadsheet and save it as CSV again.")) from error
    written = [str(column).strip() if header else "" for column in frame.columns]
    names = ["" if re.fullmatch(r"Unnamed: \d+", column) else column for column in written]
    frame.columns = _unique(names)
    return _without_empty(frame, names)


def _why_not(name: str, reason: str) -> Message:
    found = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", reason)
    if found is None:
        return M("{name} is not a readable table.", name=name)
    expected, line, saw = (int(group) for group in found.groups())
    return M(
        "Line {line} of {name} has {saw} fields where the lines before it have {expected}.",
        line=line,
        name=name,
        saw=saw,
        expected=expected,
    )


def _with_numbers(frame: pd.DataFrame, prefer_comma: bool) -> tuple[pd.DataFrame, bool]:
    """The frame with every column of written numbers turned into numbers; columns with other text stay text."""
    comma = False
    for column in frame.columns:
        if pd.api.types.is_numeric_dtype(frame[column].dtype):
            continue
        if to_numbers(frame[column].head(PROBE_LINES), prefer_comma).unreadable.all():
            continue  # names or dates: not worth a look at every row
        numbers = to_numbers(frame[column], prefer_comma)
        if not numbers.unreadable.any() and not pd.isna(numbers.values).all():
            frame[column] = numbers.values
            comma = comma or numbers.comma
    return frame, comma
