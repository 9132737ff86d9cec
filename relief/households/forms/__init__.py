"""What people fill in about a household; each form hands what it read to one service."""
