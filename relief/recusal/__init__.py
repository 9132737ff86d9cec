"""Recusal (回避): who at work is a near relative of whom, as declared and as it shows by itself."""
