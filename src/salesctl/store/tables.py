"""The schema: SQLModel tables that inherit the records, so that every field is written once.

Imported only to generate `schema.sql` and by migrations: everyday commands run SQL over sqlite3.
"""

from typing import ClassVar

from sqlalchemy import Boolean, CheckConstraint, Float, Index, Integer, Text, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from salesctl.domain.account import (
    AccountActionFields,
    AccountPlanFields,
    AccountPointFields,
    AccountStageFields,
    AssessmentFields,
)
from salesctl.domain.case import AccountCaseFields, CaseStepFields
from salesctl.domain.contact import ContactFields, ContactRoleFields
from salesctl.domain.intel import IntelFields
from salesctl.domain.plan import DayOffFields, PlannedVisitFields, WeeklyPlanFields
from salesctl.domain.product import ProductFields
from salesctl.domain.prospect import ProspectFields
from salesctl.domain.quota import BudgetFields, GoalFields, QuotaFields
from salesctl.domain.review import DecisionFields
from salesctl.domain.setting import SettingFields
from salesctl.domain.target import TargetFields, TargetTagFields
from salesctl.domain.territory import BlockFields, RepFields, SiteFields, TerritoryFields
from salesctl.domain.visit import ObjectionFields, SaleFields, VisitContactFields, VisitFields
from salesctl.store.constraints import constraints, external_id, unique


class Row(SQLModel):
    """What every table adds to its record: an id that is never used again."""

    TABLE: ClassVar[str]

    id: int | None = Field(default=None, primary_key=True)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  # SQLAlchemy calls it with the class
        return cls.TABLE


class Setting(SettingFields, Row, table=True):
    """Facts about the store itself."""

    __table_args__ = constraints(SettingFields, unique("uq_setting_name", "name"))


class Rep(RepFields, Row, table=True):
    """Sales reps."""

    __table_args__ = constraints(RepFields, unique("uq_rep_name", "name_key"))


class Territory(TerritoryFields, Row, table=True):
    """Territories."""

    __table_args__ = constraints(TerritoryFields, unique("uq_territory_name", "name_key"), parent_id="territory")


class Block(BlockFields, Row, table=True):
    """Blocks of a territory, in sequence."""

    __table_args__ = constraints(
        BlockFields, unique("uq_block_name", "territory_id", "name_key"), territory_id="territory"
    )


class Site(SiteFields, Row, table=True):
    """Buildings."""

    __table_args__ = constraints(SiteFields, unique("uq_site_name", "name_key"))


class Target(TargetFields, Row, table=True):
    """The target list."""

    __table_args__ = constraints(
        TargetFields,
        unique("uq_target_name", "name_key", "coalesce(territory_id, 0)"),
        external_id("target"),
        Index("ix_target_place", "territory_id", "block_id"),
        Index("ix_target_rep", "rep_id"),
        Index("ix_target_phone", "phone_key"),
        Index("ix_target_parent", "parent_id"),
        parent_id="target",
        territory_id="territory",
        block_id="block",
        site_id="site",
        rep_id="rep",
    )


class TargetTag(TargetTagFields, Row, table=True):
    """Tags on targets."""

    __table_args__ = constraints(
        TargetTagFields, unique("uq_target_tag", "target_id", "tag"), Index("ix_target_tag", "tag"), target_id="target"
    )


class Contact(ContactFields, Row, table=True):
    """People at targets."""

    __table_args__ = constraints(ContactFields, unique("uq_contact_name", "target_id", "name_key"), target_id="target")


class ContactRole(ContactRoleFields, Row, table=True):
    """The roles of contacts."""

    __table_args__ = constraints(
        ContactRoleFields, unique("uq_contact_role", "contact_id", "role"), contact_id="contact"
    )


class Product(ProductFields, Row, table=True):
    """Products."""

    __table_args__ = constraints(ProductFields, unique("uq_product_name", "name_key"), external_id("product"))


class Prospect(ProspectFields, Row, table=True):
    """The prospect list; at most one open prospect per target and product."""

    __table_args__ = constraints(
        ProspectFields,
        unique("uq_prospect_open", "target_id", "coalesce(product_id, 0)", where="status = 'open'"),
        external_id("prospect"),
        Index("ix_prospect_target", "target_id"),
        Index("ix_prospect_status", "status", "rep_id"),
        Index("ix_prospect_product", "product_id"),
        Index("ix_prospect_authority", "authority_id"),
        target_id="target",
        product_id="product",
        rep_id="rep",
        authority_id="contact",
    )


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


class Sale(SaleFields, Row, table=True):
    """Orders."""

    __table_args__ = constraints(
        SaleFields,
        external_id("sale"),
        Index("ix_sale_target", "target_id", "sold_on"),
        Index("ix_sale_date", "sold_on"),
        Index("ix_sale_product", "product_id"),
        Index("ix_sale_visit", "visit_id"),
        Index("ix_sale_prospect", "prospect_id"),
        target_id="target",
        product_id="product",
        territory_id="territory",
        rep_id="rep",
        visit_id="visit",
        prospect_id="prospect",
    )


class PlannedVisit(PlannedVisitFields, Row, table=True):
    """Planned visits."""

    __table_args__ = constraints(
        PlannedVisitFields,
        Index("ix_planned_visit_week", "week", "rep_id"),
        Index("ix_planned_visit_target", "target_id", "planned_on"),
        Index("ix_planned_visit_open", "rep_id", "status", "claim", "planned_on"),
        Index("ix_planned_visit_visit", "visit_id"),
        Index("ix_planned_visit_from", "from_visit_id"),
        Index("ix_planned_visit_promise", "promise_id"),
        Index("ix_planned_visit_contact", "contact_id"),
        target_id="target",
        rep_id="rep",
        contact_id="contact",
        from_visit_id="visit",
        visit_id="visit",
        promise_id="planned_visit",
    )


class WeeklyPlan(WeeklyPlanFields, Row, table=True):
    """Which weeks were planned."""

    __table_args__ = constraints(WeeklyPlanFields, unique("uq_weekly_plan", "week", "rep_id"), rep_id="rep")


class DayOff(DayOffFields, Row, table=True):
    """Days a rep does not work."""

    __table_args__ = constraints(DayOffFields, unique("uq_day_off", "rep_id", "day"), rep_id="rep")


class Decision(DecisionFields, Row, table=True):
    """What was decided in reviews."""

    __table_args__ = constraints(DecisionFields, Index("ix_decision_rep", "rep_id", "verdict"), rep_id="rep")


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


class AccountPlan(AccountPlanFields, Row, table=True):
    """Account plans of key accounts; at most one open per target."""

    __table_args__ = constraints(
        AccountPlanFields,
        unique("uq_account_plan_open", "target_id", where="closed_on IS NULL"),
        Index("ix_account_plan_target", "target_id"),
        Index("ix_account_plan_rep", "rep_id"),
        target_id="target",
        rep_id="rep",
    )


class AccountStage(AccountStageFields, Row, table=True):
    """The stages account plans went through."""

    __table_args__ = constraints(
        AccountStageFields, Index("ix_account_stage_account", "account_id", "since"), account_id="account_plan"
    )


class Assessment(AssessmentFields, Row, table=True):
    """Opportunity assessments."""

    __table_args__ = constraints(
        AssessmentFields,
        unique("uq_assessment_day", "account_id", "factor", "assessed_on"),
        account_id="account_plan",
    )


class AccountPoint(AccountPointFields, Row, table=True):
    """The lines of the three steps of account plans."""

    __table_args__ = constraints(
        AccountPointFields, Index("ix_account_point_account", "account_id"), account_id="account_plan"
    )


class AccountAction(AccountActionFields, Row, table=True):
    """The action plans of key accounts."""

    __table_args__ = constraints(
        AccountActionFields,
        Index("ix_account_action_account", "account_id"),
        Index("ix_account_action_due", "done_on", "ends_on"),
        account_id="account_plan",
    )


class AccountCase(AccountCaseFields, Row, table=True):
    """Complaints and overdue receivables."""

    __table_args__ = constraints(
        AccountCaseFields,
        Index("ix_account_case_target", "target_id"),
        Index("ix_account_case_due", "closed_on", "due_on"),
        Index("ix_account_case_rep", "rep_id"),
        target_id="target",
        rep_id="rep",
    )


class CaseStep(CaseStepFields, Row, table=True):
    """What was done about cases."""

    __table_args__ = constraints(
        CaseStepFields, Index("ix_case_step_case", "case_id"), case_id="account_case", rep_id="rep"
    )


class Command(Row, table=True):
    """The journal: one entry per command that changed something.

    `kind` tells ordinary commands from `undo` and `redo` (which take back `undoes`) and from `barrier`, a migration
    or a restored backup, which undo never crosses. `undone` is 1 once an undo or redo took it back. `rep` is who the
    settings said was working; entries of the first versions have none.
    """

    TABLE: ClassVar = "command"

    recorded_at: str
    words: str
    kind: str = Field(default="command", sa_column_kwargs={"server_default": text("'command'")})
    undoes: int | None = Field(default=None, foreign_key="command.id")
    undone: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    rep: str | None = None

    __table_args__ = (
        CheckConstraint("kind IN ('command', 'undo', 'redo', 'barrier')", name="ck_command_kind"),
        {"sqlite_autoincrement": True},
    )


class Change(Row, table=True):
    """One row a command changed: JSON images before (NULL for an insert) and after (NULL for a delete)."""

    TABLE: ClassVar = "change"

    command_id: int = Field(foreign_key="command.id")
    table_name: str
    row_id: int
    before: str | None = None
    after: str | None = None

    # What belonged to a target and is gone can be found in the journal alone; there is little of it.
    __table_args__ = (
        Index("ix_change_command", "command_id", "table_name"),
        Index("ix_change_row", "table_name", "row_id"),
        Index("ix_change_gone", "table_name", sqlite_where=text('"after" IS NULL')),
        {"sqlite_autoincrement": True},
    )


def speak_plain_types() -> None:
    """Make every column TEXT, INTEGER or REAL: the only types the store speaks."""
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, Boolean | Integer):
                column.type = Integer()
            elif isinstance(column.type, Float):
                column.type = Float()
            else:
                column.type = Text()


speak_plain_types()
metadata = SQLModel.metadata
