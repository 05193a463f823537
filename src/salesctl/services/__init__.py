"""Use cases that write or combine: one function is one transaction."""
