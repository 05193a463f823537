"""Key accounts: their plans and what belongs to them, and cases."""

from sqlalchemy import Index

from salesctl.domain.account import (
    AccountActionFields,
    AccountPlanFields,
    AccountPointFields,
    AccountStageFields,
    AssessmentFields,
)
from salesctl.domain.case import AccountCaseFields, CaseStepFields
from salesctl.store.schema.tables.row import Row, constraints, unique


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
