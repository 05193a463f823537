"""`salesctl progress`: the noun is in `grids`."""
