"""`salesctl quota`: the noun, whose verbs are in the modules beside this one."""

from salesctl.cli import budget, goal, quota_cells, quota_set, quota_show, quota_split, quota_suggest
from salesctl.cli.group import noun

app = noun("Targets in money or orders: the year's figure, split down to a person and a month.")
for part in (quota_suggest, quota_set, quota_split, quota_cells, quota_show):
    app.add_typer(part.app)
app.add_typer(budget.app, name="budget")
app.add_typer(goal.app, name="goal")
