"""`salesctl contact`: the people at the targets."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import lookup
from salesctl.cli.core.forgetting import Sure, forget_for_good
from salesctl.cli.core.group import EditCommand, examples, noun
from salesctl.cli.core.options import FormatOption, LimitOption, OutputOption, given
from salesctl.cli.core.run import hint_if_cut, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.domain.enums.contact import Role
from salesctl.render.show import Format, show_rows
from salesctl.render.views.contacts import CONTACTS
from salesctl.services import contacts
from salesctl.store.queries.contacts import ContactFilter, list_contacts

if TYPE_CHECKING:
    from salesctl.store.rows import ContactValues

app = noun("The people at a target and their part in the decision: money, authority, need (MAN) and others.")

At = Annotated[str, typer.Argument(metavar="TARGET", autocompletion=offers.targets, help="The target they work for.")]
Person = Annotated[
    str,
    typer.Argument(metavar="PERSON", autocompletion=offers.contacts, help="Their name, a unique part of it, or id."),
]
Roles = Annotated[list[Role] | None, typer.Option(help="Their part in the decision; may be repeated.")]
Title = Annotated[str | None, typer.Option(help="Their title or position.")]
Phone = Annotated[str | None, typer.Option(help="Their phone number.")]
Email = Annotated[str | None, typer.Option(help="Their e-mail address.")]
Note = Annotated[str | None, typer.Option(help="What to know about the person.")]


class ContactOptions(NamedTuple):
    """What is told of a person; `unrole` only when they are known."""

    role: Roles = None
    unrole: Annotated[list[Role] | None, typer.Option(help="Take a role away; may be repeated.")] = None
    title: Title = None
    phone: Phone = None
    email: Email = None
    note: Note = None


@app.command(epilog=examples('salesctl contact add "Acme Ltd" "Ann Lee" --role money --role authority --title CFO'))
@takes(ContactOptions, but=["unrole"])
def add(
    target: At,
    name: Annotated[str, typer.Argument(metavar="PERSON", help="The name of the person.")],
    options: ContactOptions,
) -> None:
    """Add a person at a target."""
    at = lookup.target(target)
    values: ContactValues = given(options, name=name, but=["role"])
    contact = contacts.add_contact(this_run().store, at["id"], values, options.role or [])
    say(f"Contact {contact['id']} {contact['name']} added at {at['name']}.")


@app.command(
    "list", epilog=examples('salesctl contact list "Acme Ltd"', "salesctl contact list --role authority --format csv")
)
def list_(
    target: Annotated[
        str | None,
        typer.Argument(metavar="[TARGET]", autocompletion=offers.targets, help="Only the people at this target."),
    ] = None,
    role: Annotated[Role | None, typer.Option(help="Only people with this part in the decision.")] = None,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Text in the name, the title or anything noted.")
    ] = None,
    limit: LimitOption = 1000,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List people by target and name."""
    rows = list_contacts(this_run().store, ContactFilter(lookup.target_id(target), role, search), limit)
    show_rows(CONTACTS, rows, form, output)
    hint_if_cut(rows, limit, "no contacts fit; `salesctl contact add` makes one")


@app.command(
    cls=EditCommand,
    epilog=examples(
        'salesctl contact edit "Acme Ltd" "Ann Lee" --title CEO --role authority',
        'salesctl contact edit "Acme Ltd" Ann --unrole money --email ""',
    ),
)
@takes(ContactOptions)
def edit(
    target: At,
    person: Person,
    *,
    name: Annotated[str | None, typer.Option("--rename", help="The new name.")] = None,
    options: ContactOptions,
) -> None:
    """Change a person; an empty text ("") clears a field."""
    before = lookup.contact(lookup.target(target)["id"], person)
    values: ContactValues = given(options, name=name, but=["role", "unrole"])
    roles, taken_away = options.role or [], options.unrole or []
    contact = contacts.edit_contact(this_run().store, before["id"], values, roles, taken_away)
    say(f"Contact {contact['id']} {contact['name']} changed.")


@app.command(epilog=examples('salesctl contact drop "Acme Ltd" "Ann Lee"'))
def drop(target: At, person: Person) -> None:
    """Delete a person; `salesctl undo` brings them back, with what pointed to them."""
    at = lookup.target(target)
    contact = lookup.contact(at["id"], person)
    contacts.drop_contact(this_run().store, contact["id"])
    say(f"Contact {contact['id']} {contact['name']} of {at['name']} dropped.")


@app.command(epilog=examples('salesctl contact forget "Acme Ltd" "Ann Lee"'))
def forget(target: At, person: Person, yes: Sure = False) -> None:
    """Blank all that is known of a person, for good: nothing brings it back, and the visits stay as they were.

    Name, title, phone, e-mail and note go: in the store, in the log, in the commands as they were typed, and in the
    backups beside the store; the person stays as "forgotten C3". Texts that name the person are listed and stay.

    Someone who was dropped is found by the whole name.
    """
    from salesctl.services import forget as forgetting

    forget_for_good(forgetting.contact(this_run().store, lookup.target(target)["id"], person), sure=yes)
