"""Facts about the store itself."""

from salesctl.store.store import Store


def get_currency(store: Store) -> str:
    """Return the currency of every amount in the store."""
    return str(store.value("SELECT value FROM setting WHERE name = 'currency'"))


def get_created(store: Store) -> str:
    """Return when the store was made, an ISO timestamp in UTC; it tells this store from others."""
    return str(store.value("SELECT value FROM setting WHERE name = 'created'"))


def holds_amounts(store: Store) -> bool:
    """Say whether any amount of money is stored."""
    return bool(
        store.value(
            "SELECT EXISTS (SELECT 1 FROM sale) OR EXISTS (SELECT 1 FROM prospect WHERE amount IS NOT NULL)"
            " OR EXISTS (SELECT 1 FROM product WHERE list_price IS NOT NULL)"
        )
    )
