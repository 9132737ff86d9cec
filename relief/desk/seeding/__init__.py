"""Many invented households and applications, for trying out and measuring. Demonstration only."""
