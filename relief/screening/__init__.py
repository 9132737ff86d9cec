"""What the law says: screenings of households, kept as they were."""
