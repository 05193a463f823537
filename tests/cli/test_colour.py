"""Colour changes with where a table goes and with what the environment asks for; data never has any."""

import pytest

ESCAPE = "\x1b"


@pytest.fixture(autouse=True)
def qualified(run):
    run("target", "add", "Acme")
    run("prospect", "promote", "Acme", "--grade", "A", "--money", "m", "--need", "n", "--interest", "strong")


@pytest.fixture(params=["prospect list", "progress prospects", "plan week", "review week", "prospect show Acme"])
def command(request):
    return request.param.split()


def test_what_is_piped_has_no_colour_unless_it_is_asked_for(run, command, monkeypatch):
    assert ESCAPE not in run(*command).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert ESCAPE in run(*command).out


def test_no_colour_means_no_style_at_all(run, command, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in run(*command).out


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_data_has_no_colour(run, command, form, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert ESCAPE not in run(*command, "--format", form).out
