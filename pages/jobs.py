"""Jobs: what runs, what is finished, what was interrupted."""

from core.ui import frame, jobs_panel
from core.ui.language import _

frame.begin(_("Jobs"), _("What is being computed, what is finished, and what was interrupted?"))
jobs_panel.list_jobs()
frame.end()
