"""Reads: SQL that returns rows, one module per noun."""
