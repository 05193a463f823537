"""Completing a line in a shell: the names it offers, and where they may stand."""
