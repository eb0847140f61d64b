"""Explain: what a forecast rests on, whether that can be trusted, and what would change it."""

from core.ui import explain_page, frame
from core.ui.language import _

PAGE = "explain"

frame.begin(_("Explain"), _("What does a forecast rest on, can that be trusted, and what would change it?"))
explain_page.run(PAGE)
frame.end()
