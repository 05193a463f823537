"""`salesctl territory`: the noun is in `verbs`."""
