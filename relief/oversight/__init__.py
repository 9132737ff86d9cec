"""监督: who opened whom and what for, and the trail of everything that was done."""
