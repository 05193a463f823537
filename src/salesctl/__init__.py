"""salesctl: run a sales territory by the book, from the command line."""

__version__ = "0.3.0"
