"""The law: plain Python that reads a household's declared facts and answers for every programme."""
