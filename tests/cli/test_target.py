"""The target list, as it is used."""


def test_a_new_target_is_stored_and_listed(run, sql):
    added = run("target", "add", "Acme [Ltd]", "--territory", "North", "--block", "Harbour", "--tag", "area:old")
    assert added.out == "Target 1 Acme [Ltd] added. (new territory North, new rep me, new block Harbour)\n"
    (row,) = run("target", "list", "--format", "json").json
    assert row["name"] == "Acme [Ltd]"
    assert (row["territory"], row["block"], row["tags"], row["status"]) == ("North", "Harbour", ["area:old"], "open")
    assert sql("SELECT name FROM block") == [("Harbour",)]
