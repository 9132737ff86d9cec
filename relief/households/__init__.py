"""住户: what is declared of a household, and who declared it."""
