"""The headers of every exported file: scripts and spreadsheets rely on them, and import reads them without a map."""

import pytest

from salesctl.cli.export.command import What
from salesctl.exchange.fields import KINDS
from salesctl.exchange.headers import match_headers

HEADERS = {
    "targets": "id name territory block site industry size class method status rep address phone lat lon tags"
    " last_visit kind parent form use source external_id added_on dropped_on drop_reason parent_territory",
    "contacts": "id target_id target name title roles phone email note last_met territory",
    "products": "id name price_level feature_level list_price margin external_id",
    "prospects": "id target_id name product grade temperature type amount decide_by horizon interest status rep"
    " last_visit due_on next_on next_purpose money need authority competitor external_id territory current desired"
    " consequence gain cadence note opened_on closed_on forced_reason loss_reason lost_to retry_on by_hand",
    "visits": "id target_id name rep visited_on at minutes mode met key_person purpose step impression interest outcome"
    " current desired benefits objections competitor terms discount signal satisfaction pair order_amount next_on"
    " next_purpose note recorded_at external_id consequence gain reaction next_at next_with orders territory",
    "plan": "id date weekday at target_id name rep block grade temperature claim reason purpose person instruction"
    " status",
    "sales": "id date target product territory rep amount external_id target_territory from_visit prospect_opened_on",
    "territories": "id name parent approach focus blocks targets open prospects customers dropped visited last_visit"
    " note visits orders amount penetration market_customers area purchasing_power fixed_share value value_sum"
    " suggested suggested_why growth share competitor_share market_size income retail population zone attack_order"
    " ease direction competition_note customer_note",
    "blocks": "territory id position block targets open prospects customers dropped visited last_visit visits orders"
    " amount penetration next",
    "territory-matrix": "id name growth share competitor_share zone attack_order ease direction missing",
    "product-matrix": "id name feature_level price_level segment list_price margin orders amount missing",
    "segments": "segment targets visited visits prospects orders hit_rate amount share",
    "visit-grid": "grade week planned done extra missed attainment adherence",
    "prospect-grid": "grade hot hot_amount warm warm_amount cold cold_amount total total_amount",
    "budgets": "id territory month amount quota actual note",
    "cases": "id target_id name kind text amount rep opened_on due_on days_overdue age status steps closed_on"
    " resolution",
    "actions": "id account_id target_id name rep action reason steps owner starts_on ends_on visit status done_on"
    " remark",
    "quota": "id year product territory rep month amount locked committed actual measure customer gap attainment"
    " unplaced status split_by weights parent_id",
    "intel": "id date kind nature source competitor target_id target territory rep text",
    "quota-progress": "month product quota actual attainment gap forecast",
    "quota-season": "month years sold average overall index share",
    "quota-suggest": "view amount arithmetic inputs missing",
    "quota-check": "principle verdict evidence",
    "goals": "id year rep target text due_on status judged_on",
}


def test_every_export_is_listed_here():
    assert set(HEADERS) == set(What)


@pytest.mark.parametrize("kind", HEADERS)
def test_the_headers_of_an_export(run, kind):
    assert run("export", kind).out.splitlines()[0] == HEADERS[kind].replace(" ", ",")


@pytest.mark.parametrize("kind", KINDS)
def test_import_knows_every_header(kind):
    match = match_headers(kind, HEADERS[kind].split(), {})
    assert match.unmatched == []
    # All that import reads is there; what `resolved` tells, exported objections tell themselves.
    assert set(match.kind.field_names) - set(match.columns) <= {"resolved"}
