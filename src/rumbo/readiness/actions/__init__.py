"""The verbs of readiness: setting aside what serves the process, and judging again for lists."""

from rumbo.readiness.actions.judging import judge_again, judge_all, judge_changed, judge_these
from rumbo.readiness.actions.overrides import ask_override, confirm_override, end_override

__all__ = [
    "ask_override",
    "confirm_override",
    "end_override",
    "judge_again",
    "judge_all",
    "judge_changed",
    "judge_these",
]
