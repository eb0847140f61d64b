"""Lab: which tricks does a recurrent network need to learn at all, and what does each of them cost?"""

from core.ui.labs import page
from core.ui.labs.training import figure

page.run("training", figure.draw, figure.code)
