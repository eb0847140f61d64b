"""Weather: how warm, wet or windy the next days are, and how sure that is."""

from core.ui import forecast_page, frame, sample_panel, source_choice, weather_panel
from core.ui.language import _

PAGE = "weather"

frame.begin(_("Weather"), _("What will a station measure next, and how sure is that?"))
forecast_page.run(
    PAGE,
    example="seattle-weather",
    choose=lambda: source_choice.choose(
        PAGE,
        {
            "sample": (_("Sample"), lambda: sample_panel.choose(PAGE, ("seattle-weather", "sf-hourly"))),
            "station": (_("Any place"), lambda: weather_panel.choose(PAGE)),
        },
    ),
)
frame.end()
