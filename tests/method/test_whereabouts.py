"""Where Ana may be, and what told it."""

from zoneinfo import available_timezones

import pytest

from fifteen.method import whereabouts
from fifteen.method.whereabouts import told


@pytest.mark.parametrize(
    ("phone", "email", "place", "country", "zone", "reason"),
    [
        ("+49 30 1234", "", "", "DE", "Europe/Berlin", "Their number says Germany."),
        ("0044 20 7946", "", "", "GB", "Europe/London", "Their number says the United Kingdom."),
        ("", "ana@lab.co.uk", "", "GB", "Europe/London", None),
        ("+351 21 000", "", "", "PT", "", "Their number says Portugal."),
        ("+49 30 1234", "ana@lab.fr", "IT", "IT", "Europe/Rome", "Their place says Italy."),
    ],
)
def test_place_comes_before_number_and_number_before_mail(
    phone, email, place, country, zone, reason
):
    found = told(phone, email, place)
    assert (found.country, found.zone) == (country, zone)
    assert reason is None or found.reason == reason


@pytest.mark.parametrize(
    ("phone", "email"),
    [("+1 555 0147", "ana@x.de"), ("030 1234", ""), ("", "ana@lab.example"), ("", "a@x.co")],
)
def test_where_nothing_tells_nothing_is_said(phone, email):
    assert told(phone, email) is None


def test_every_zone_of_the_table_is_known_and_every_number_leads_to_one_country():
    zones = {zone for _, zone, _ in whereabouts._ROWS.values()} - {"-"}
    assert zones <= available_timezones()
    assert len(whereabouts._BY_DIAL) == len(whereabouts._ROWS)
