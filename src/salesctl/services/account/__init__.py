"""Use cases of key accounts: their plans, actions and page."""
