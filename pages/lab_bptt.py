"""Lab: how does the error of a late step reach an early one, and why does it fade or explode on the way?"""

from core.ui.labs import page
from core.ui.labs.bptt import figure

page.run("bptt", figure.draw, figure.code)
