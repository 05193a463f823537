"""`salesctl plan`: the noun, whose verbs are in the modules beside this one."""

from salesctl.cli.core.group import noun
from salesctl.cli.plan import by_hand, day, month, week

app = noun("The weekly plan (拜訪管理表): what to do each Monday, each morning, and when plans change.")
for part in (week, month, day, by_hand):
    app.add_typer(part.app)
