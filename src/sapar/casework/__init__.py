"""The arithmetic of casework: who comes, who can be served, who waits, what is resolved. Arrays in, arrays out."""
