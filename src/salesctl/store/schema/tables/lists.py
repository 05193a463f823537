"""The lists: reps, territories and what lies in them, targets, contacts, products, prospects."""

from sqlalchemy import Index

from salesctl.domain.contact import ContactFields, ContactRoleFields
from salesctl.domain.product import ProductFields
from salesctl.domain.prospect import ProspectFields
from salesctl.domain.target import TargetFields, TargetTagFields
from salesctl.domain.territory import BlockFields, RepFields, SiteFields, TerritoryFields
from salesctl.store.schema.tables.row import Row, constraints, external_id, sparse, unique


class Rep(RepFields, Row, table=True):
    """Sales reps."""

    __table_args__ = constraints(RepFields, unique("uq_rep_name", "name_key"))


class Territory(TerritoryFields, Row, table=True):
    """Territories."""

    __table_args__ = constraints(
        TerritoryFields,
        unique("uq_territory_name", "name_key"),
        sparse("ix_territory_parent", "parent_id"),
        parent_id="territory",
    )


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
        sparse("ix_target_block", "block_id"),
        sparse("ix_target_site", "site_id"),
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
