"""What one asks about twice: help that a person may have already, here or at another office."""
