"""Wordings written down by hand, never trained on: what people really write, with its slots open.

Beside these every tenth wording of the generator is kept from training, by core.text.translate.dates.examples.
"""

from __future__ import annotations

ENGLISH = (
    "{month} the {dth}, {y}", "{wkd} {d} {mon} '{yy}", "{dth} of {month} {y}", "{y} {month} {d}", "{mon} {d} {y}",
    "the {dord} of {month}, {y}", "{weekday} the {dth} of {month} {y}", "{weekday}, {month} the {dord}, {y}",
    "{d}-{mon}-{y}",
    "{d} {month}, {y} ({weekday})", "{wkd}, {d}. {mon} {y}", "{dd}/{mon}/{y}", "{month} {dord}, {ywords}",
    "{dth} {mon}, '{yy}",
    "{weekday} {dd}.{mm}.{y}", "{wkd} {dd}/{mm}/{yy}", "the {dth} day of {month}, {y}", "{y}, {month} {dth}",
    "{y}/{m}/{d}",
    "{y}. {mm}. {dd}", "{weekday} {month} {d} {y}", "{dd}{mon}{y}", "{month} {d}, in the year {y}",
    "{dord} {month} {y}",
    "on this {dord} day of {month} {y}", "{weekday}: {d} {month} {y}", "{d}.{mon}.{y}",
    "{mon} {dth}, {y}, a {weekday}",
    "{wkd} {mon} {d}, {y}", "in {y}, on {month} {d}", "in {y} on the {dth} of {month}", "{d} {mon} of {y}",
    "{mon}-{dd}-{y}",
    "{y} - {mm} - {dd}", "{dcard} {month} {y}", "{d}th {month} of the year {y}", "{weekday} {d}/{m}/{y}",
    "{wkd} {y}-{mm}-{dd}",
)  # fmt: skip
VIETNAMESE = (
    "{thu}, {dd}-{mm}-{y}", "{thu} ngày {d} tháng {m} năm {y}", "tháng {m} ngày {d}, {y}",
    "ngày {dvi} tháng {mvi} năm {yvi}",
    "ngày mồng {dvi} tháng {mvi} năm {y}", "mùng {d} tháng {mvi} năm {y}", "{d} tháng {m}, {y}",
    "{d} tháng {mvi} {y}",
    "{thun} ngày {d}/{m}/{y}", "{t} {dd}/{mm}/{y}", "{t}, ngày {d} tháng {m} năm {y}", "năm {y}, ngày {d} tháng {m}",
    "năm {y} tháng {m} ngày {d}", "ngày {d}, tháng {m}, năm {y}", "{dd}.{mm}.{y}", "ngày {d}.{m}.{y}",
    "{d}/{m} năm {y}",
    "{d} thg {m}, {y}", "{thu}, mùng {dvi} tháng {mvi}, {y}", "ngày {d} tháng {mvi} năm {y} ({thu})", "{d}-{m}-{yy}",
    "{thu} {d}/{m}/{y}", "ngày {d} tháng {m} năm {y}, {thu}", "hôm {thu}, ngày {d} tháng {m} năm {y}",
    "{dvi} tháng {mvi} {y}",
    "{thu}, {d} tháng {m} năm {y}", "ngày {dd} tháng {mm} năm {y}", "ngày {dd} tháng {mm}, {y}",
    "tháng {mvi}, ngày {dvi}, năm {y}",
    "{thun}, ngày {dd}.{mm}.{y}", "mồng {dvi} tháng {m} năm {yvi}", "ngày {d} thg {m} năm {y}",
    "{thu} - ngày {dd}/{mm}/{y}",
    "{t} ngày {d}-{m}-{y}", "ngày thứ {d} của tháng {m} năm {y}", "ngày {d} của tháng {mvi}, {y}",
    "{y} tháng {m} ngày {d}",
)  # fmt: skip
