"""What people fill in about offices; each form hands what it read to one service."""
