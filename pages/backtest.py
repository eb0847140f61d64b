"""Backtest: which model would have forecast a series best, and can its bands be trusted?"""

from core.ui import any_source, backtest_page, frame
from core.ui.language import _

PAGE = "backtest"

frame.begin(_("Backtest"), _("Which model would have forecast a series best, and can its bands be trusted?"))
backtest_page.run(PAGE, choose=lambda: any_source.choose(PAGE), local=any_source.LOCAL)
frame.end()
