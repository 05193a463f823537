"""Importing lists, visits and sales from files: each row is matched with what is stored, then added or filled in."""
