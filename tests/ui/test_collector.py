"""The collector walks no modules, counted in a process of its own: what is frozen stays frozen."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import gc, sys, types
from core.ui.collector import FEW, set_modules_aside
set_modules_aside()
first = gc.get_freeze_count()
set_modules_aside()
again = gc.get_freeze_count()
held = [[] for _ in range(1000)]
for number in range(FEW + 1):
    sys.modules[f"made_up_{number}"] = types.ModuleType(f"made_up_{number}")
set_modules_aside()
print(first, again, gc.get_freeze_count())
"""


def test_the_collector_walks_no_modules_and_sets_aside_only_after_many_new_ones() -> None:
    result = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    first, again, more = map(int, result.stdout.split())
    assert first > 1_000
    assert again <= first  # a few go when their last reference goes
    assert more >= first + 1000
