"""Classify: which label a text bears, and which of its words say so."""

from core.ui import classify_page, frame
from core.ui.language import _

PAGE = "classify"

frame.begin(_("Classify"), _("Which label does a text bear, and which of its words say so?"))
classify_page.run(PAGE)
frame.end()
