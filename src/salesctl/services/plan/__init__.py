"""Use cases of the plan: the week, the day and the month, made, changed by hand and ticked off."""
