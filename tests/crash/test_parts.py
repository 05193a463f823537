"""What the store is writing is no leftover to who writes a file beside it, nor the other way round."""

from salesctl.exchange import files as exports
from salesctl.store.sqlite import files as stores


def test_an_export_beside_a_backup_leaves_what_the_backup_writes(run, home, monkeypatch):
    run("target", "add", "Acme")
    monkeypatch.chdir(home)
    with stores.part_of(home) as part:
        part.write_bytes(b"half of a store")
        run("export", "targets", "-o", "list.csv")
        assert part.read_bytes() == b"half of a store"
    assert not part.exists()


def test_a_backup_beside_an_export_leaves_what_the_export_writes(run, home):
    run("target", "add", "Acme")
    (home / "backups").mkdir(mode=0o700)
    with exports.part_of(home / "backups") as part:
        run("db", "backup")
        assert exports.Path(part).exists()
