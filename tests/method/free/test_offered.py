"""The times of a letter, read back from its lines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from fifteen.method.free.offered import offered_in

SENT = date(2026, 12, 28)
KOLKATA = ZoneInfo("Asia/Kolkata")
BODY = """Dear Ana,

Would one of these suit you?
- Wednesday 30 December, 10:00 your time (05:30 mine)
- Thursday 7 January, 16:30 your time (12:00 mine)
  Friday 8 January 2027, 9:15

We spoke of Friday 1 May, 12:00 noon, and of nothing else.
"""


def starts(body: str, zone: ZoneInfo = KOLKATA) -> list[datetime]:
    return [span.start for span in offered_in(body, SENT, zone)]


def test_they_stand_on_the_hosts_clock_in_the_order_of_the_letter() -> None:
    assert starts(BODY) == [
        datetime(2026, 12, 30, 4, 30, tzinfo=UTC),
        datetime(2027, 1, 7, 11, 0, tzinfo=UTC),
        datetime(2027, 1, 8, 3, 45, tzinfo=UTC),
    ]


def test_a_day_that_does_not_exist_and_an_hour_that_comes_twice_are_left_out() -> None:
    assert starts("- Sunday 30 February, 10:00 your time (05:30 mine)") == []
    assert starts("Sunday 31 October 2027, 02:30", ZoneInfo("Europe/Berlin")) == []


def test_words_about_a_time_are_no_offer_and_a_line_twice_is_one() -> None:
    assert starts("I was there on Monday 4 January, 10:00 your time, by the way.") == []
    assert starts("Dear Ana, on 4 January I wrote, and at 10:00 you answered.") == []
    assert len(starts("- Monday 4 January, 10:00\n- Monday 4 January, 10:00\n")) == 1
