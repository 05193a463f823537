"""The store: SQL reads, and one journalled place for writes."""
