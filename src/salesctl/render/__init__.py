"""Showing rows: one list of columns per view, drawn as a table, JSON, CSV or Markdown."""
