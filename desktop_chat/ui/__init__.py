"""The window: Qt widgets, one folder a surface, and the services behind them."""
