"""Every case that a week may answer with is known to programs by a word of its own."""

from typing import get_args

from salesctl.domain.enums.plan import PlanStatus
from salesctl.domain.why import CODES, Again, Stands, Why, Would


def test_every_case_has_a_code_of_its_own():
    assert set(CODES) == set(get_args(Why)) - {Stands, Would}
    codes = [*CODES.values(), *Again, "not-made", PlanStatus.PLANNED, PlanStatus.DONE, PlanStatus.MISSED]
    assert len(set(codes)) == len(codes)
