"""Lab: what does a recurrent cell compute at each step, and what is its hidden state good for?"""

from core.ui.labs import page
from core.ui.labs.inside import figure

page.run("inside", figure.draw, figure.code)
