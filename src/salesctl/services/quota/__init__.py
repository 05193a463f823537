"""Use cases of the quotas: a year set, split, committed to, checked and followed."""
