"""The shipped plan's points over and over under new numbers: a plan of thousands of real texts.

python -m benchmarks.large_plan 3000 > workpoints-2023.yaml
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from lawgov_cli.base.shipped import shipped
from lawgov_cli.store.plan_file import load_plan
from lawgov_cli.store.plan_yaml import plan_yaml

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Plan, Task


def large_plan(points: int) -> Plan:
    """A plan of *points* points, rounded down to whole copies of the shipped one."""
    plan = load_plan(shipped("data") / "workpoints-2023.yaml").plan
    if plan is None:
        raise SystemExit("the shipped plan does not load")
    once, sections = len(plan.points), len(plan.tasks)

    def renumbered(task: Task, copy: int) -> Task:
        step = sections if task.id.startswith("S") else once
        number = re.sub(r"\d+", lambda m: str(int(m[0]) + step * copy), task.id, count=1)
        return task._replace(id=number, tasks=tuple(renumbered(t, copy) for t in task.tasks))

    copies = range(points // once)
    tasks = tuple(renumbered(task, copy) for copy in copies for task in plan.tasks)
    return type(plan)(*plan._replace(tasks=tasks, source=None, text_sha256=""))


if __name__ == "__main__":
    sys.stdout.write(plan_yaml(large_plan(int(sys.argv[1]))))
