"""Comparing layers: matching, agreement, disagreements and adjudication. Pure."""
