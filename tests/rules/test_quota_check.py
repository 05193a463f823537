from salesctl.rules.quota_check import Asked, Verdict, judged, spread


def test_one_test_that_fails_decides_and_one_that_cannot_be_made_leaves_it_open():
    assert judged(True, True) is Verdict.PASS
    assert judged(True, None) is Verdict.UNKNOWN
    assert judged(None, False) is Verdict.FAIL


def test_the_spread_lies_between_the_least_and_the_most_growth_asked():
    ann, bo, cy = Asked("Ann", 105, 100), Asked("Bo", 130, 100), Asked("Cy", 110, 100)
    found = spread([cy, bo, ann, Asked("New", 500, 0)])
    assert (found.least, found.most) == (ann, bo)
    assert round(found.points, 9) == 0.25
    assert spread([ann, Asked("New", 500, 0)]) is None
