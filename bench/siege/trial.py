"""What one test of the siege found, as a row of the table."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.siege.visitors import Answers


@dataclass
class Trial:
    """One test: what was done, what visitors got meanwhile, and what is wrong with it.

    `counted` says what was counted besides, such as votes; `faults` is empty if the service stood the test.
    """

    name: str
    fault: str
    answers: Answers | None = None
    counted: str = ""
    faults: list[str] = field(default_factory=list)

    def expect(self, holds: object, fault: str) -> None:
        """Note `fault` unless `holds`."""
        if not holds:
            self.faults.append(fault)

    def expect_answers(self) -> None:
        """Expect that no answer was lost, wrong or stale."""
        answers = self.answers
        if answers is None:
            return
        self.expect(answers.times, "no answers at all")
        self.expect(not answers.lost, f"lost: {', '.join(sorted(set(answers.lost))[:3])}")
        self.expect(not answers.wrong, f"wrong: {', '.join(sorted(set(answers.wrong))[:3])}")
        self.expect(not answers.stale, f"{answers.stale} from an older generation")
