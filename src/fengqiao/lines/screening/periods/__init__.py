"""Sensitive periods 敏感时期: from one day to another, with a duty roster and rounds of their own."""
