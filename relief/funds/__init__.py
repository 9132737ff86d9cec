"""What follows a yes: awards, to whom, how much, from when to when."""
