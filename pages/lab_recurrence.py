"""Lab: what can a network that reads step by step do that one with a fixed window cannot?"""

from core.ui.labs import page
from core.ui.labs.recurrence import figure

page.run("recurrence", figure.draw, figure.code)
