"""Answer: a question about a story or a passage, and the sentences that the answer rests on."""

from core.ui import answer_page, frame
from core.ui.language import _

PAGE = "answer"

frame.begin(_("Answer"), _("What does a text say about a question, and which of its sentences tell?"))
answer_page.run(PAGE)
frame.end()
