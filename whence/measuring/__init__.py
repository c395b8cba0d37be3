"""Gold and scores: what ``make eval`` runs."""
