"""Lab: LSTM, GRU and the simple RNN compared."""
