"""Your series: a forecast of any table with times and numbers."""

from core.ui import file_panel, forecast_page, frame, sample_panel, source_choice
from core.ui.language import _

PAGE = "series"

frame.begin(_("Your series"), _("What comes next in a table of yours, and what does that rest on?"))
forecast_page.run(
    PAGE,
    example="sf-hourly",
    choose=lambda: source_choice.choose(
        PAGE,
        {
            "file": (_("A file"), lambda: file_panel.choose(PAGE)),
            "sample": (_("Sample"), lambda: sample_panel.choose(PAGE, ("sf-hourly", "seattle-weather"))),
        },
    ),
)
frame.end()
