"""The month's plan, as it is used; the clock stands on Monday 2026-11-23."""

import pytest

from rows import *
