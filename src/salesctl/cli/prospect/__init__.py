"""`salesctl prospect`: the noun is in `verbs`."""
