"""Learn what a whole answer is: `python -m tools.answers_weighed` writes weighed.txt.

Read are the answers of the groups of tools/answers_held.py, each by what was learned of sentences
without it: how sure sentences are that were learned from tells nothing. It is run after
tools/answers_sense.py and takes some minutes; the same data give the same file.
"""

from __future__ import annotations

from tools.answers_held import GROUPS, signs
from tools.answers_sense import DATA
from tools.answers_weigh import table, weigh


def main() -> None:
    cases = [case for name in GROUPS for case in signs(name)]
    (DATA / "weighed.txt").write_text(table(weigh(cases)), "utf-8")
    print(len(cases), "answers")


if __name__ == "__main__":
    main()
