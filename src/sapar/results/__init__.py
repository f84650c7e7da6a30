"""Tables of results with ranges, ready to leave."""
