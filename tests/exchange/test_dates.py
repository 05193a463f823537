from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.errors import InvalidInput
from salesctl.exchange.datecolumns import date_forms
from salesctl.exchange.dates import given_form
from salesctl.exchange.foreign_text import BadValue, Cell

JAN8 = date(2018, 1, 8)


def read(*cells: Cell, form: str | None = None) -> list[date | str | None]:
    """Read a column; what cannot be read comes back as its reason."""
    chosen = date_forms({"date": cells}, form)["date"]
    out: list[date | str | None] = []
    for cell in cells:
        try:
            out.append(chosen.read(cell))
        except BadValue as error:
            out.append(str(error))
    return out


@pytest.mark.parametrize(
    "text",
    [
        "2018-01-08",
        "2018-1-8",
        "2018/01/08",
        "2018.1.8",
        "20180108",
        "2018年1月8日",
        "2018年01月08日",
        "２０１８／０１／０８",
        "2018-01-08 09:30",
        "2018-01-08T09:30:00Z",
        "2018-01-08T09:30:00.123+08:00",
        "2018/1/8 上午 09:30:00",
        "2018/1/8 下午 02:30",
        "2018-01-08 2:30:00 PM",
        "2018/1/8 (一)",
        "2018年1月8日 星期一",
        "Mon 2018-01-08",
        "8 Jan 2018",
        "8-Jan-18",
        "8th January 2018",
        "January 8, 2018",
        "Jan 8 2018",
        "08/Jan/2018",
        "民國107年1月8日",
        "中華民國107/01/08",
        " 2018-01-08 ",
    ],
)
def test_forms_that_are_clear_by_themselves(text: str) -> None:
    assert read(text, "") == [JAN8, None]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["08/01/2018", "31/01/2018"], [JAN8, date(2018, 1, 31)]),
        (["01/08/2018", "01/31/2018"], [JAN8, date(2018, 1, 31)]),
        (["8/1/18", "31/1/18"], [JAN8, date(2018, 1, 31)]),
        (["8.1.2018", "31-01-2018"], [JAN8, date(2018, 1, 31)]),
        (["08/01/2018 10:00", "31/01/2018 11:00"], [JAN8, date(2018, 1, 31)]),
        (["08/01/2018", "31/01/18"], [JAN8, date(2018, 1, 31)]),
        (["05/05/2018", "06/06/2018"], [date(2018, 5, 5), date(2018, 6, 6)]),
        (["5/5/99", "31/5/99"], [date(1999, 5, 5), date(1999, 5, 31)]),
    ],
)
def test_a_column_settles_its_own_form(column: list[str], expected: list[date]) -> None:
    assert read(*column) == expected


def test_two_digit_years_are_told_from_days_by_their_number() -> None:
    days = [f"{day:02}-{month:02}-17" for month in (3, 4) for day in range(1, 29)]
    assert read(*days)[:2] == [date(2017, 3, 1), date(2017, 3, 2)]
    years_first = [f"17-{month:02}-{day:02}" for month in (3, 4) for day in range(1, 29)]
    assert read(*years_first)[:2] == [date(2017, 3, 1), date(2017, 3, 2)]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (["03/04/2018", "05/06/2018"], "'03/04/2018' may be 2018-04-03 (dd-mm-yyyy) or 2018-03-04 (mm-dd-yyyy)"),
        (["05/05/18", "3/4/18"], "'3/4/18' may be 2018-04-03 (dd-mm-yy) or 2018-03-04 (mm-dd-yy)"),
        (["25-10-16", "03-11-16"], "'25-10-16' may be 2016-10-25 (dd-mm-yy) or 2025-10-16 (yy-mm-dd)"),
        (["03/04/2018", "n/a"], "'03/04/2018' may be"),
    ],
)
def test_an_ambiguous_column_is_a_question(column: list[str], said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(*column)
    assert str(caught.value).startswith("date: ambiguous dates: ")
    assert "give --date-format dd-mm-yy" in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (["13/01/2018", "01/13/2018"], "'13/01/2018' is dd-mm-yyyy, '01/13/2018' is mm-dd-yyyy"),
        (["2018-01-08", "31/01/2018"], "'2018-01-08' is yyyy-mm-dd, '31/01/2018' is dd-mm-yyyy"),
    ],
)
def test_a_column_half_one_way_and_half_the_other_is_a_question(column: list[str], said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(*column)
    assert f"date: mixed dates: {said}; give --date-format" in str(caught.value)


def test_values_outside_the_columns_form_are_bad_rows_and_never_read_the_other_way() -> None:
    assert read("13/01/2018", "14/01/2018", "05/06/2018", "01/15/2018", "2018-01-08", "31/02/2018", "soon") == [
        date(2018, 1, 13),
        date(2018, 1, 14),
        date(2018, 6, 5),
        "'01/15/2018' is not a date in the form dd-mm-yyyy",
        "'2018-01-08' is not a date in the form dd-mm-yyyy",
        "'31/02/2018' is not a date in the form dd-mm-yyyy",
        "'soon' is not a date in the form dd-mm-yyyy",
    ]


@pytest.mark.parametrize(
    "text", ["107/1/8", "107年1月8日", "98年1月8日", "1/8", "0018-01-08", "2018-13-01", "9999-01-01", "今天"]
)
def test_what_is_no_date_unless_asked_for(text: str) -> None:
    assert read(text) == [f"'{text}' is not a date in the form yyyy-mm-dd"]


def test_a_day_number_gets_a_hint() -> None:
    assert "a spreadsheet's day number?" in str(read("43108")[0])


def test_dates_of_a_spreadsheet_need_no_form() -> None:
    assert read(JAN8, datetime(2018, 1, 8, 9, 30), "13/01/2018", time(9)) == [
        JAN8,
        JAN8,
        date(2018, 1, 13),
        "'09:00' is a time, not a date",
    ]


def test_a_clear_column_settles_a_doubtful_one_beside_it() -> None:
    forms = date_forms({"on": ["03/04/2018"], "next": ["31/04/2018".replace("31", "30")]})
    assert forms["on"].read("03/04/2018") == date(2018, 4, 3)


def test_columns_may_have_forms_of_their_own() -> None:
    forms = date_forms({"on": ["2018-01-08"], "next": ["31/01/2018"], "none": ["", " "]})
    assert [form.label for form in forms.values()] == ["yyyy-mm-dd", "dd-mm-yyyy", "yyyy-mm-dd"]
    with pytest.raises(InvalidInput, match=r"^next: ambiguous"):
        date_forms({"on": ["2018-01-08"], "next": ["03/04/2018"]})


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("dd-mm-yy", "03-04-18", date(2018, 4, 3)),
        ("dd-mm-yy", "3/4/2018", date(2018, 4, 3)),
        ("DD/MM/YYYY", "03/04/2018 10:30", date(2018, 4, 3)),
        ("dmy", "3.4.18", date(2018, 4, 3)),
        ("d.m.yyyy", "3.4.2018", date(2018, 4, 3)),
        ("mm/dd/yy", "03/04/18", date(2018, 3, 4)),
        ("mdy", "3/4/18", date(2018, 3, 4)),
        ("yyyy/mm/dd", "2018-03-04", date(2018, 3, 4)),
        ("iso", "2018-03-04", date(2018, 3, 4)),
        ("yyyy年m月d日", "2018年3月4日", date(2018, 3, 4)),
        ("yy-mm-dd", "18-03-04", date(2018, 3, 4)),
        ("yymmdd", "180304", date(2018, 3, 4)),
        ("ddmmyyyy", "04032018", date(2018, 3, 4)),
        ("yyyymmdd", "20180304", date(2018, 3, 4)),
        ("dd/mm/yyyy hh:mm", "04/03/2018 09:30", date(2018, 3, 4)),
        ("d mmm yyyy", "4 Mar 2018", date(2018, 3, 4)),
        ("roc", "107/1/8", JAN8),
        ("roc", "107年1月8日", JAN8),
        ("roc", "民國107年1月8日", JAN8),
        ("roc", "1070108", JAN8),
        ("民國", "99.12.31", date(2010, 12, 31)),
        ("yyy/mm/dd", "0107/1/8", None),
        ("%d.%m.%Y", "04.03.2018", date(2018, 3, 4)),
        ("%d/%m/%y %H:%M", "04/03/18 09:30", date(2018, 3, 4)),
        ("%b %d, %Y", "Mar 04, 2018", date(2018, 3, 4)),
        ("dd-mm-yy", "2018-03-04", None),
        ("yyyy-mm-dd", "18-03-04", None),
        ("%d.%m.%Y", "2018-03-04", None),
    ],
)
def test_given_forms(form: str, text: str, expected: date | None) -> None:
    assert given_form(form).try_read(text) == expected


@pytest.mark.parametrize(
    "form",
    ["", "foo", "dd-mm", "yyyy-mm", "dd-dd-yyyy", "yyyyy-mm-dd", "dd-mm-yyy", "%d.%m", "%Q", "%", "%Y-%m", "today"],
)
def test_forms_that_name_no_date(form: str) -> None:
    with pytest.raises(InvalidInput, match=r"^--date-format: "):
        given_form(form)


def test_the_given_form_is_the_only_one() -> None:
    assert read("03/04/2018", "2018-04-03", form="mm/dd/yyyy") == [
        date(2018, 3, 4),
        "'2018-04-03' is not a date in the form mm/dd/yyyy",
    ]


@given(
    st.lists(st.dates(date(1970, 1, 1), date(2068, 12, 31)), min_size=1, max_size=40),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%y", "%Y年%m月%d日", "%d %b %Y"]),
)
def test_a_column_in_one_form_is_read_right_or_asked_about(days: list[date], form: str) -> None:
    column = [day.strftime(form) for day in days]
    try:
        assert read(*column) == days
    except InvalidInput as error:
        assert "ambiguous dates" in str(error)  # noqa: PT017  # either outcome is right, a wrong date is not


@given(st.lists(st.text(max_size=12), max_size=8), st.none() | st.text(max_size=12))
def test_no_text_breaks_the_reading(column: list[str], form: str | None) -> None:
    try:
        read(*column, form=form)
    except InvalidInput as error:
        assert "\n" not in str(error)  # noqa: PT017
