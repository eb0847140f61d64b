"""English words before and after a date, put together from what happens, how it is said and what joins it."""

from __future__ import annotations

from random import Random

from core.text.translate.dates.around import Words, numbered

LABELS = (
    "date", "date of birth", "birth date", "birthday", "d.o.b.", "dob", "due date", "deadline", "start date",
    "end date", "issue date", "date of issue", "issued", "published", "posted", "updated", "last updated",
    "last modified", "created", "signed", "received", "sent", "expires", "expiry date", "valid until", "valid from",
    "best before", "delivery", "departure", "arrival", "check-in", "check-out", "release date", "released",
    "version of", "recorded", "event date", "when", "hearing", "invoice date", "order date", "effective",
    "effective date", "meeting", "exam", "concert", "written", "registered", "approved", "filed", "admitted",
    "closing date", "opening", "payment due", "renewed", "accessed", "retrieved",
)  # fmt: skip
SIGNS = (": ", ": ", ": ", ":", " - ", " ", " on ", " = ", " – ", ", ")
SUBJECTS = (
    "it", "the meeting", "the contract", "this letter", "the show", "the deadline", "my birthday", "the exam",
    "our flight", "the shop", "he", "she", "the report", "the wedding", "the war", "the trial", "the course",
    "the offer", "the train", "the bridge", "the book", "the fair", "the lease", "school", "the first edition",
    "the treaty", "the festival", "we", "the password", "your order", "the museum", "the project", "my visa",
    "the election", "this will", "the warranty",
)  # fmt: skip
VERBS = (
    "is", "was", "will be", "was signed", "starts", "started", "ends", "ended", "is due", "took place", "was held",
    "falls", "expires", "happened", "opens", "opened", "closed", "was born", "died", "married", "arrived", "met",
    "moved here", "begins", "was written", "came out", "is valid", "is planned", "was built", "left", "returned",
    "must be paid", "are",
)  # fmt: skip
PREPOSITIONS = (" on ", " on ", " on ", " on ", " on the ", " ", " from ", " by ",
                " before ", " after ", " until ", " since ",
                " around ", " as of ", " no later than ", ": ", ", ", " exactly on ", " about ", " till ")  # fmt: skip
BARE = (
    "date (dd/mm/yyyy): ", "dd/mm/yyyy: ", "on ", "on the ", "dated ", "due ", "due on ", "due by ", "as of ", "from ",
    "since ", "until ", "by ", "before ", "after ", "born ", "born on ", "died ", "today is ", "the date is ",
    "starting ", "starting from ", "beginning ", "ending ", "effective ", "as from ", "no later than ", "not before ",
    "through ", "circa ", "around ", "about ", "that was ", "it was ", "it is ", "this is ", "signed on ",
    "signed and sealed on ", "done at london on ", "given on ", "see you on ", "on the night of ", "on the morning of ",
    "on the evening of ", "the morning of ", "in the afternoon of ", "the night of ", "in the early hours of ",
    "early on ", "late on ", "the week of ", "the day is ", "today, ", "yesterday, ", "tomorrow, ", "the date of ",
    "the date: ", "for ", "and ", "so: ", "until midnight of ", "as at ", "up to ", "every year since ",
)  # fmt: skip
PLACES = (
    "london", "paris", "new york", "hanoi", "ha noi", "washington, d.c.", "berlin", "sydney", "rome", "tokyo",
    "edinburgh", "ho chi minh city", "dublin", "san francisco", "the hague", "cambridge, ma", "oxford", "geneva",
    "lagos", "delhi",
)  # fmt: skip
NUMBERED = (
    "room {n}", "page {n}", "chapter {n}", "invoice no. {n}", "invoice #{n}", "no. {n}", "ref. {n}/{n}", "act no. {n}",
    "version {s}.{s}", "v{s}.{s}", "week {s}", "day {s}", "{s} years old", "section {s}", "flight vn{n}", "gate {s}",
    "ticket {n}", "vol. {s}, no. {s}", "order {n}", "case {n}", "lot {s}", "aged {n}", "{n} people", "{n} usd", "${n}",
    "{s} %", "box {n}", "table {s}", "item {s}", "lesson {s}", "p. {n}",
)  # fmt: skip
AFTER = (
    ".", "!", ",", ";", "?", ":", " (dd/mm/yyyy)", " (d/m/y)", " (day/month/year)", " ad", " a.d.", " ce", " c.e.",
    " (ad)", " (ce)", " (a.d.)", " anno domini", " please", " (today)", " (gmt)", " gmt", " utc", " (utc)",
    " (local time)", " onwards", " at the latest", " or later", " or earlier", " inclusive", " (inclusive)", " - final",
    " (draft)", " (deadline)", " (approx.)", " (date of issue)", " (iso)", " latest", " in the morning",
    " in the afternoon", " in the evening", " at night", ", morning", ", evening", " (evening)", " (morning)",
    ", at night", " early in the morning", " at dawn", " at noon", " at midnight", ", midnight", " all day",
    ", all day", " sharp", " is the deadline", " is my birthday", " was a good day", " was the day", " it is",
    " - happy birthday", " and not later", " as agreed", " by post", " by email", " to be confirmed", " exactly",
    ", i think", " or so", " edition", "...", " …", " (n.s.)", " new style", " (gregorian)", " is fine",
    " works for me", ", thank you", " as usual", " (updated)",
)  # fmt: skip
FOR = (
    " for {s} days", " for {s} weeks", " for {n} people", " (day {s})", " ({s} days)", " ({n} pages)",
    " +{s} days left",
)  # fmt: skip
AT = (
    "at ", "at ", "at ", "", "", "", "from ", "by ", "about ", "around ", "until ", "starting at ", "[", "(", "time: ",
)  # fmt: skip
TO_DATE = (
    " on ", " on ", " on ", ", ", ", ", " - ", " ", " ", " of ", " / ", " | ", ": ", " on the ", ", on ", "] ", ") ",
)  # fmt: skip
TO_CLOCK = (
    ":", " at ", " at ", " at ", " ", " ", " ", ", ", ", ", ", at ", " - ", " @ ", " from ", " (", " / ", "; ",
    " about ", " by ",
)  # fmt: skip
WORDS = Words(PLACES, NUMBERED, AFTER, FOR, (" in ", " in ", ", ", " at ", " (", " - ", " near "))


def lead(draw: Random) -> str:
    """What comes before: due on, Date of birth:, London, the contract was signed on, room 12,."""
    kind = draw.random()
    if kind < 0.32:
        return draw.choice(BARE)
    if kind < 0.58:
        return draw.choice(LABELS) + draw.choice(SIGNS)
    if kind < 0.82:
        subject = draw.choice(SUBJECTS) + " " if draw.random() < 0.8 else ""
        return subject + draw.choice(VERBS) + draw.choice(PREPOSITIONS)
    if kind < 0.92:
        return (
            draw.choice(("", "", "in ", "at "))
            + draw.choice(PLACES)
            + draw.choice((", ", ", ", " - ", ": ", ", on ", " "))
        )
    return numbered(WORDS, draw) + draw.choice((", ", ", ", " of ", " on ", ": ", " - ", ", dated ", " from "))
