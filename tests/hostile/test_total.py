"""How much is generated: what each group of tests makes, by its own constants."""

from hostile import test_damage, test_files, test_spreadsheets
from hostile.commands import commands
from hostile.files import GOOD


def test_ten_thousand_inputs_are_generated_and_more():
    """Counted is what goes through the program or the readers of files; the texts that read one value are far more."""
    given = {
        "arguments": sum(len(command.slots) for command in commands()),
        "rows": test_files.ROWS * test_files.SEEDS * len(GOOD),
        "files": test_files.FILES,
        "spreadsheets": test_spreadsheets.FILES,
        "stores": test_damage.STORES,
    }
    assert sum(given.values()) > 10_000, given
