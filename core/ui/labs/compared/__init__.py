"""The figures of the lab “LSTM, GRU or a simple RNN”."""
