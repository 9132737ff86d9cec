"""Who decides: applications on their way, and what a named person said to each."""
