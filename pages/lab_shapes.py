"""Lab: one thing or a sequence in, one thing or a sequence out: which shape fits which question?"""

from core.ui.labs import page
from core.ui.labs.shapes import figure

page.run("shapes", figure.draw, figure.code)
