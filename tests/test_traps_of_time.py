"""Where booking goes wrong for others, and the test that says it does not here. Each name below is
looked for in its file, so that no line of this list outlives its test."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOST, SLOTS = "tests/pages/test_host.py", "tests/method/free/test_slots.py"
AWAY = "tests/pages/test_on_a_journey.py"
TAKEN, INVITED = (
    "tests/adapters/calendars/test_taken.py",
    "tests/adapters/calendars/test_invitations.py",
)

TRAPS = {
    "the zone of the page is unclear": [
        (HOST, "test_the_zone_is_said_by_name_and_can_be_another"),
        ("tests/browser/test_host_page.py", "test_a_host_books_moves_and_calls_off_on_a_phone"),
        ("tests/browser/test_host_page.py", "test_without_script_the_zone_is_chosen_from_a_list"),
    ],
    "zones of half an hour and of three quarters": [
        (HOST, "test_the_zone_is_said_by_name_and_can_be_another"),
        (
            "tests/method/free/test_offers.py",
            "test_behind_the_good_times_every_day_has_some_and_none_is_at_night",
        ),
        (SLOTS, "test_whatever_clocks_do_a_free_time_is_free"),
    ],
    "the zone changes after booking": [
        (HOST, "test_a_host_who_moves_to_another_zone_keeps_the_moment")
    ],
    "the seeker's zone changes after booking": [
        (HOST, "test_a_seeker_who_moves_to_another_zone_keeps_the_moment")
    ],
    "the host travels": [
        (HOST, "test_a_host_who_travels_sees_the_agreed_time_on_the_clock_they_ask_for")
    ],
    "the seeker travels": [
        (SLOTS, "test_on_a_journey_the_hours_are_those_of_the_place"),
        (AWAY, "test_every_page_says_the_talk_on_the_clock_of_the_place"),
        (
            AWAY,
            "test_the_step_to_confirm_says_the_hour_there_and_is_due_the_business_day_before_it",
        ),
        (AWAY, "test_today_is_the_day_of_the_place"),
    ],
    "the hour that spring skips": [(SLOTS, "test_the_hour_that_spring_skips_is_not_offered")],
    "the hour that comes twice": [
        (SLOTS, "test_the_hour_that_comes_twice_is_not_offered"),
        (SLOTS, "test_nor_the_one_that_comes_twice_on_the_hosts_clock"),
    ],
    "clocks change between booking and talk": [
        (SLOTS, "test_a_time_keeps_its_hour_on_the_clock_when_the_clocks_change_between"),
        (TAKEN, "test_a_series_keeps_its_hour_over_the_change_of_clocks"),
    ],
    "UTC is shown": [(HOST, "test_nothing_is_shown_in_utc_to_somebody_who_lives_elsewhere")],
    "a second invitation with another UID": [
        (HOST, "test_rebooked_it_is_the_same_talk_with_a_later_version"),
        (INVITED, "test_asked_moved_and_called_off_are_one_entry_with_a_growing_number"),
        (
            "tests/mail/test_invitations.py",
            "test_invited_moved_and_called_off_her_calendar_agrees_each_time",
        ),
        (
            "tests/browser/test_booked_everywhere.py",
            "test_mailbox_calendar_and_page_agree_after_each_step_and_no_get_changes_anything",
        ),
    ],
    "an invitation without VTIMEZONE": [
        (INVITED, "test_what_we_send_carries_the_rules_of_every_zone_it_names"),
        (
            INVITED,
            "test_an_answer_without_vtimezone_is_read_by_the_name_of_its_zone_or_not_guessed",
        ),
        (TAKEN, "test_windows_names_of_zones_are_known_without_their_rules"),
    ],
    "two files with different zones of one name": [
        (TAKEN, "test_two_files_may_call_different_zones_the_same")
    ],
    "midnight": [
        (SLOTS, "test_midnight_ends_a_day_and_begins_none"),
        (HOST, "test_midnight_and_noon_are_called_by_their_names"),
    ],
    "a week that begins on Sunday": [
        (HOST, "test_days_stand_in_the_order_of_time_by_their_names"),
        (TAKEN, "test_every_other_week_depends_on_the_day_a_week_begins"),
    ],
    "twelve hours or twenty-four": [(HOST, "test_hours_are_written_as_people_there_write_them")],
    "a whole day blocks a day in one zone only": [
        (SLOTS, "test_a_whole_day_blocks_the_seekers_own_day_and_no_day_of_utc"),
        (TAKEN, "test_whole_days_stay_days"),
    ],
    "two take one time": [
        ("tests/doors/test_one_time.py", "test_fifty_take_one_time_and_one_gets_it"),
        ("tests/server/test_one_time.py", "test_fifty_take_one_time_and_one_gets_it"),
    ],
    "a scanner opens every link": [
        (HOST, "test_looking_changes_nothing_however_often"),
        ("tests/actions/test_relay.py", "test_looking_changes_nothing_there"),
        ("tests/doors/test_serve.py", "test_who_asks_for_the_head_alone_gets_no_body"),
    ],
}


@pytest.mark.parametrize("trap", TRAPS)
def test_each_has_a_test_that_stands_where_the_list_says(trap: str) -> None:
    for path, name in TRAPS[trap]:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert name in names, f"{trap}: {path} has no {name}"
