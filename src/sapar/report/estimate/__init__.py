"""The page about the estimates of stocks: how many, how sure, says who."""
