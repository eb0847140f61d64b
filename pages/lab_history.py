"""Lab: where did each idea come from, and what does it matter which quantity is fed back?"""

from core.ui.labs import page
from core.ui.labs.history import figure

page.run("history", figure.draw, figure.code)
