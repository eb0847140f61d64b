"""Lab: which should I take, LSTM, GRU or a simple RNN?"""

from core.ui.labs import page
from core.ui.labs.compared import figure

page.run("compared", figure.draw, figure.code)
