"""Figures: orders, quotas, budgets and goals."""

from sqlalchemy import Index

from salesctl.domain.quota import BudgetFields, GoalFields, QuotaFields
from salesctl.domain.visit import SaleFields
from salesctl.store.schema.tables.row import Row, constraints, external_id, sparse, unique


class Sale(SaleFields, Row, table=True):
    """Orders."""

    __table_args__ = constraints(
        SaleFields,
        external_id("sale"),
        Index("ix_sale_target", "target_id", "sold_on"),
        Index("ix_sale_date", "sold_on"),
        Index("ix_sale_product", "product_id"),
        sparse("ix_sale_territory", "territory_id"),
        Index("ix_sale_visit", "visit_id"),
        Index("ix_sale_prospect", "prospect_id"),
        target_id="target",
        product_id="product",
        territory_id="territory",
        rep_id="rep",
        visit_id="visit",
        prospect_id="prospect",
    )


class Quota(QuotaFields, Row, table=True):
    """The quotas of a year, as a tree."""

    __table_args__ = constraints(
        QuotaFields,
        unique(
            "uq_quota_cell",
            "year",
            "measure",
            "coalesce(product_id, 0)",
            "coalesce(territory_id, 0)",
            "coalesce(rep_id, 0)",
            "coalesce(target_id, 0)",
            "coalesce(month, '')",
        ),
        Index("ix_quota_parent", "parent_id"),
        Index("ix_quota_product", "product_id"),
        Index("ix_quota_territory", "territory_id"),
        Index("ix_quota_rep", "rep_id"),
        Index("ix_quota_target", "target_id"),
        parent_id="quota",
        product_id="product",
        territory_id="territory",
        rep_id="rep",
        target_id="target",
    )


class Budget(BudgetFields, Row, table=True):
    """Budgets by territory and month."""

    __table_args__ = constraints(
        BudgetFields, unique("uq_budget_month", "territory_id", "month"), territory_id="territory"
    )


class Goal(GoalFields, Row, table=True):
    """Goals in words."""

    __table_args__ = constraints(
        GoalFields,
        Index("ix_goal_rep", "year", "rep_id"),
        Index("ix_goal_target", "target_id"),
        rep_id="rep",
        target_id="target",
    )
