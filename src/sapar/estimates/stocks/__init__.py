"""Stocks by citizenship, host and quarter from claims that count different things: the full posterior."""
