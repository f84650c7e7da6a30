"""Speed, printed beside references measured in the same process; nothing is asserted."""
