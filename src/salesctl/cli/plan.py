"""`salesctl plan`: the noun, whose verbs are in the modules beside this one."""

from salesctl.cli import plan_day, plan_hand, plan_month, plan_week
from salesctl.cli.group import noun

app = noun("The weekly plan (拜訪管理表): what to do each Monday, each morning, and when plans change.")
for part in (plan_week, plan_month, plan_day, plan_hand):
    app.add_typer(part.app)
