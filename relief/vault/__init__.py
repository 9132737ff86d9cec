"""保密: hides values, finds hidden values again, and masks them for the screen. No models."""
