"""The progress grids as rows."""

from salesctl.render.columns import Column, Kind, View, bar, grade_style

VISIT_GRID: View = (
    Column("grade", "Grade", style=grade_style),
    Column("week", "Week"),
    Column("planned", "Planned", Kind.INTEGER),
    Column("done", "Done", Kind.INTEGER),
    Column("extra", "Extra", Kind.INTEGER),
    Column("missed", "Missed", Kind.INTEGER),
    Column("attainment", "Attainment", Kind.FRACTION),
    Column("adherence", "Adherence", Kind.FRACTION),
)

PROSPECT_GRID: View = (
    Column("grade", "Grade", style=grade_style),
    Column("hot", "Hot", Kind.INTEGER, style=lambda _: "red"),
    Column("hot_amount", "Amount", Kind.AMOUNT, drop=2),
    Column("warm", "Warm", Kind.INTEGER, style=lambda _: "yellow"),
    Column("warm_amount", "Amount", Kind.AMOUNT, drop=2),
    Column("cold", "Cold", Kind.INTEGER, style=lambda _: "blue"),
    Column("cold_amount", "Amount", Kind.AMOUNT, drop=2),
    Column("total", "Total", Kind.INTEGER),
    Column("total_amount", "Amount", Kind.AMOUNT),
)

PROSPECT_BARS: View = (*PROSPECT_GRID, Column("share", "", Kind.FRACTION, drop=1, human=bar))

FUNNEL: View = (
    Column("step", "Step"),
    Column("count", "Count", Kind.INTEGER),
    Column("conversion", "Of the step before", Kind.FRACTION, drop=1),
    Column("of_targets", "Of all targets", Kind.FRACTION, human=bar),
)
