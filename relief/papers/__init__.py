"""文书: what is printed and handed over, kept as it was sent; who makes one is a step of casework."""
