"""The pages of this room: what shows several rooms at once, and entering with the advice beside it."""
