"""Records shown in the text they were read from."""
