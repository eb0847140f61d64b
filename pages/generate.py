"""Generate: text written token by token, and how every token came about."""

from core.ui import frame, generate_page
from core.ui.language import _

PAGE = "generate"

frame.begin(_("Generate"), _("What does a recurrent network write on its own, and how does it choose every token?"))
generate_page.run(PAGE)
frame.end()
