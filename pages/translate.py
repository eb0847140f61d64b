"""Translate: from one wording to another, and where the network looked while it wrote."""

from core.ui import frame, translate_page
from core.ui.language import _

PAGE = "translate"

frame.begin(_("Translate"), _("What does a text say in another wording, and where did the network look for it?"))
translate_page.run(PAGE)
frame.end()
