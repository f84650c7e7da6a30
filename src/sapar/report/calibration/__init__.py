"""The page about a calibration: what the evidence taught, what it cannot tell, what is left apart."""
