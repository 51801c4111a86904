"""Gold, matching and scores."""
