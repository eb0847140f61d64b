"""What a backtest can be asked: is the difference real, do the bands hold, where does it err, does it merely lag."""
