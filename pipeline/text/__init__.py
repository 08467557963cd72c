"""What reading needs: sentences and quotations, terms in one pass, word forms."""
