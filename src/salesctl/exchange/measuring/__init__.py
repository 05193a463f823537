"""Measuring what a spreadsheet becomes before it is read: where memory ends, the reader takes the process with it."""
