"""What a territory's market is worth, and why an approach suits it."""

from salesctl.domain.market import Factor, Focus, Grounds, Value, Zone

INPUTS = {
    Factor.SIZE: "customers",
    Factor.BREADTH: "area",
    Factor.STRENGTH: "purchasing power",
    Factor.HARDNESS: "fixed share",
}
"""What each factor is measured by, as the options name it."""

DIRECTIONS = {
    Zone.GROWTH_CONTEST: "replace competitors, sell add-ons",
    Zone.STABLE: "hold the key customers",
    Zone.UNSTABLE: "cultivate deeply",
    Zone.DECLINING: "hold the key customers only",
}
"""What each zone asks for."""


def value_sum(value: Value) -> str:
    """Show the sum: `(1 × size 0.50 + 2 × breadth 1.00) / 3`, and what it lacks."""
    if not value.weights:
        return "no factor has a weight"
    terms = " + ".join(f"{value.weights[factor]:g} × {factor} {score:.2f}" for factor, score in value.scores.items())
    known = f"({terms}) / {sum(value.weights.values()):g}" if terms else ""
    lacks = f"missing: {', '.join(INPUTS[factor] for factor in value.missing)}" if value.missing else ""
    return "; ".join(part for part in (known, lacks) if part)


def grounds(found: Grounds) -> str:
    """Say why an approach suits a territory; where none does yet, what is missing for it."""
    if found.missing:
        return f"missing: {', '.join(found.missing)}"
    size, customers = "small" if found.small else "wide", "dense" if found.dense else "thin"
    lie = f"{size} ({found.area:g} km²), {customers} ({found.density:.1f} per km²)"
    if found.small and found.dense:
        return lie
    if found.focus is Focus.INDUSTRY:
        return f"{lie}, {found.industry_share:.0%} of its targets are in {found.industry}"
    if found.focus is Focus.LARGE:
        return f"{lie}, {found.large_share:.0%} of its targets are of class A"
    if found.industry_share is None and found.large_share is None:
        return f"missing: industry or class of its targets; {lie}"
    industries = "industries unknown" if found.industry_share is None else "no clear industry"
    return f"{lie}, {industries}, {'classes unknown' if found.large_share is None else 'few large accounts'}"


def direction(zone: Zone) -> str:
    """Say what a zone asks for."""
    return DIRECTIONS[zone]
