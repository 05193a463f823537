"""`salesctl visit`: the noun, whose verbs are in the modules beside this one."""

from salesctl.cli.core.group import noun
from salesctl.cli.visit import add, one, prep
from salesctl.cli.visit import list as visit_list

app = noun("Visits made: recorded in one line, and never entered twice.")
for part in (add, visit_list, one, prep):
    app.add_typer(part.app)
