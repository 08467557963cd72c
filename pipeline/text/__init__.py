"""What reading needs: sentences and clauses, terms in one pass, word forms."""
