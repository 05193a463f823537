"""The engine: SQLite's lane, and everything that needs its file."""
