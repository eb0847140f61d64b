"""Inside the network: what a trained network remembers, what its units do, and what it looks at."""

from core.ui import frame, inside_page
from core.ui.language import _

PAGE = "inside"

frame.begin(
    _("Inside the network"), _("What does a trained network remember, what do its units do, where does it look?")
)
inside_page.run(PAGE)
frame.end()
