"""Stocks: where a price may go, and whether anything beats the last price."""

from core.ui import forecast_page, frame, sample_panel, source_choice, stock_panel
from core.ui.language import _

PAGE = "stocks"

frame.begin(_("Stocks"), _("Where may a price go, and does anything beat the last price?"))
forecast_page.run(
    PAGE,
    example="aapl",
    choose=lambda: source_choice.choose(
        PAGE,
        {
            "sample": (_("Sample"), lambda: sample_panel.choose(PAGE, ("aapl", "goog", "ibm", "msft"))),
            "ticker": (_("Any ticker"), lambda: stock_panel.choose(PAGE)),
        },
    ),
)
frame.end()
