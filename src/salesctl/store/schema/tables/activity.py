"""What happened: visits, whom they met and what was heard, and intel."""

from sqlalchemy import Index

from salesctl.domain.intel import IntelFields
from salesctl.domain.visit import ObjectionFields, VisitContactFields, VisitFields
from salesctl.store.schema.tables.row import Row, constraints, external_id, unique


class Visit(VisitFields, Row, table=True):
    """Visits made."""

    __table_args__ = constraints(
        VisitFields,
        external_id("visit"),
        # With the mode, which says whether a visit resets its target's clock: planning reads nothing but this index.
        Index("ix_visit_target", "target_id", "visited_on", "mode"),
        Index("ix_visit_date", "visited_on", "rep_id"),
        target_id="target",
        rep_id="rep",
        pair_id="rep",
    )


class VisitContact(VisitContactFields, Row, table=True):
    """People met at visits."""

    __table_args__ = constraints(
        VisitContactFields,
        unique("uq_visit_contact", "visit_id", "contact_id"),
        Index("ix_visit_contact_contact", "contact_id"),
        visit_id="visit",
        contact_id="contact",
    )


class Objection(ObjectionFields, Row, table=True):
    """Objections heard at visits."""

    __table_args__ = constraints(ObjectionFields, Index("ix_objection_visit", "visit_id"), visit_id="visit")


class Intel(IntelFields, Row, table=True):
    """Dated notes on competitors, the market and customers."""

    __table_args__ = constraints(
        IntelFields,
        Index("ix_intel_date", "noted_on"),
        Index("ix_intel_target", "target_id", "noted_on"),
        Index("ix_intel_territory", "territory_id"),
        target_id="target",
        territory_id="territory",
        rep_id="rep",
    )
