"""`salesctl visit`: the noun, whose verbs are in the modules beside this one."""

from salesctl.cli import visit_add, visit_list, visit_one, visit_prep
from salesctl.cli.group import noun

app = noun("Visits made: recorded in one line, and never entered twice.")
for part in (visit_add, visit_list, visit_one, visit_prep):
    app.add_typer(part.app)
