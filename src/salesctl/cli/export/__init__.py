"""`salesctl export`: the noun is in `command`."""
