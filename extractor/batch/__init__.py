"""Many documents: where they are found, and the run over them."""
