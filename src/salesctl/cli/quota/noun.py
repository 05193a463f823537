"""`salesctl quota`: the noun, whose verbs are in the modules beside this one."""

from salesctl.cli.core.group import noun
from salesctl.cli.quota import budget, cells, goal, show, split, suggest, years

app = noun("Targets in money or orders: the year's figure, split down to a person and a month.")
for part in (suggest, years, split, cells, show):
    app.add_typer(part.app)
app.add_typer(budget.app, name="budget")
app.add_typer(goal.app, name="goal")
