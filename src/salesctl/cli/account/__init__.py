"""`salesctl account`: the noun is in `plan`."""
