"""The catalogue that is shipped: whole, and explained by its own heading."""

import re
from pathlib import Path

import salesctl
from salesctl.domain.enums.question import Condition, QuestionKind
from salesctl.domain.enums.visit import Step
from salesctl.services.prep_questions import SHIPPED, catalogue


def test_it_is_part_of_the_package(home):
    assert SHIPPED.is_relative_to(Path(salesctl.__file__).parent)
    assert len(catalogue(home / "config.toml")) > 30


def test_every_condition_every_kind_and_every_step_has_a_question(home):
    questions = catalogue(home / "config.toml")
    assert {question.when for question in questions} == {None, *Condition}
    assert {question.kind for question in questions} == set(QuestionKind)
    assert {step for question in questions for step in question.steps} == set(Step)
    assert len({question.text for question in questions}) == len(questions)


def test_its_heading_names_every_condition():
    heading = " ".join(line.removeprefix("#").strip() for line in SHIPPED.read_text().splitlines() if line[:1] == "#")
    told = set(re.findall(r"[\w:-]+", heading))
    assert {condition.removeprefix("objection") for condition in Condition} <= told | {":price"}
    assert "objection:price" in told
