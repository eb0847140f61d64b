"""A third list of wordings, written down before the generator was widened again; its failures were never looked at.

None of them was a wording of the generator when it was written; only its score is read.
"""

from __future__ import annotations

ENGLISH = (
    "{d} {month} A.D. {y}", "{d} of the month of {month} {y}", "year {y}, month {month}, day {dth}",
    "it was {weekday}, the {dth} of {month} {y}", "{weekday}, in the year {y}, the {dth} of {month}",
    "{month}'s {dord} day, {y}", "{month} {d} {weekday} {y}", "{dth} {month}, {weekday}, {y}",
    "{weekday} ({dth} {month}, {y})", "{weekday} morning, {month} {dth}, {y}", "{weekday} evening, {d} {month} {y}",
    "this {dord} ({dth}) day of {month}, {y}", "the {dth} ({dord}) of {month} {y}",
    "in {month} {y}, on {weekday} the {dth}", "{month} {y}, {weekday} {d}", "{d} {month} {y} ({dd}/{mm}/{y})",
    "{wkd} ({dd}/{mm}/{y})", "{weekday} [{dd}.{mm}.{y}]", "in the month of {month} {y}, on the {dth}",
    "{dd}-{mon} {y}", "{d}/{m}-{y}", "{d}-{m}-'{yy}", "{dth} ({weekday}) {month} {y}", "{y} ({month} {d})",
    "{weekday} the {dth}, in {month} of {y}",
)  # fmt: skip
VIETNAMESE = (
    "sáng {thu}, ngày {d} tháng {m} năm {y}", "tối {thu} {d}/{m}/{y}", "ngày {dvi}, tháng {mvi}, {yvi}",
    "tháng {m} năm {y}, {thu} ngày {d}", "ngày {d}/{m}-{y}", "ngày {d} tháng {m} của năm {y}",
    "hôm {thu} {d}/{m} năm {y}", "ngày {d} tháng {m} (năm {y})", "mùng {d}/{m}/{y}",
    "rạng sáng ngày {d} tháng {m} năm {y}", "ngày {d}-tháng {m}-năm {y}", "năm {y}, {thu} ngày {d} tháng {m}",
    "chiều ngày {d}/{m}/{y}", "{thu} (ngày {d} tháng {m} năm {y})", "ngày {d}, {thu}, tháng {m} năm {y}",
    "ngày {d} tháng {m} ({thu}) năm {y}", "ngày {d} th. {m} {y}", "vào hồi 8 giờ, ngày {d} tháng {m} năm {y}",
    "lúc 9h ngày {dd}/{mm}/{y}", "{thu} này, {d} tháng {m} năm {y}", "ngày {d} tháng {m}/năm {y}",
)  # fmt: skip
