"""Lab: when does it help to read both ways, and when is it cheating?"""

from core.ui.labs import page
from core.ui.labs.bidirectional import figure

page.run("bidirectional", figure.draw, figure.code)
