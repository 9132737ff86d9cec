"""审计: who did what. Append-only, without foreign keys, chained county by county."""
