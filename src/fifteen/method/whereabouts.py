"""Where somebody is, told from their number, place or mail address, where one can tell.

Nothing is set by it: the seeker is shown what is told and by what, and keeps it or not.
"""

from __future__ import annotations

from dataclasses import dataclass

# ISO code, dialling code, zone where the country has one alone ("-" where it has several), name.
_TABLE = """
AE 971 Asia/Dubai the United Arab Emirates
AR 54 America/Argentina/Buenos_Aires Argentina
AT 43 Europe/Vienna Austria
AU 61 - Australia
BE 32 Europe/Brussels Belgium
BG 359 Europe/Sofia Bulgaria
BR 55 - Brazil
CH 41 Europe/Zurich Switzerland
CL 56 - Chile
CN 86 Asia/Shanghai China
CO 57 America/Bogota Colombia
CZ 420 Europe/Prague Czechia
DE 49 Europe/Berlin Germany
DK 45 Europe/Copenhagen Denmark
EE 372 Europe/Tallinn Estonia
EG 20 Africa/Cairo Egypt
ES 34 - Spain
FI 358 Europe/Helsinki Finland
FR 33 Europe/Paris France
GB 44 Europe/London the United Kingdom
GE 995 Asia/Tbilisi Georgia
GH 233 Africa/Accra Ghana
GR 30 Europe/Athens Greece
HK 852 Asia/Hong_Kong Hong Kong
HR 385 Europe/Zagreb Croatia
HU 36 Europe/Budapest Hungary
ID 62 - Indonesia
IE 353 Europe/Dublin Ireland
IL 972 Asia/Jerusalem Israel
IN 91 Asia/Kolkata India
IS 354 Atlantic/Reykjavik Iceland
IT 39 Europe/Rome Italy
JP 81 Asia/Tokyo Japan
KE 254 Africa/Nairobi Kenya
KR 82 Asia/Seoul South Korea
LT 370 Europe/Vilnius Lithuania
LU 352 Europe/Luxembourg Luxembourg
LV 371 Europe/Riga Latvia
MA 212 Africa/Casablanca Morocco
MX 52 - Mexico
MY 60 Asia/Kuala_Lumpur Malaysia
NG 234 Africa/Lagos Nigeria
NL 31 Europe/Amsterdam the Netherlands
NO 47 Europe/Oslo Norway
NZ 64 Pacific/Auckland New Zealand
PE 51 America/Lima Peru
PH 63 Asia/Manila the Philippines
PK 92 Asia/Karachi Pakistan
PL 48 Europe/Warsaw Poland
PT 351 - Portugal
RO 40 Europe/Bucharest Romania
RS 381 Europe/Belgrade Serbia
SA 966 Asia/Riyadh Saudi Arabia
SE 46 Europe/Stockholm Sweden
SG 65 Asia/Singapore Singapore
SI 386 Europe/Ljubljana Slovenia
SK 421 Europe/Bratislava Slovakia
TH 66 Asia/Bangkok Thailand
TN 216 Africa/Tunis Tunisia
TR 90 Europe/Istanbul Turkey
TW 886 Asia/Taipei Taiwan
UA 380 Europe/Kyiv Ukraine
VN 84 Asia/Ho_Chi_Minh Vietnam
ZA 27 Africa/Johannesburg South Africa
"""
_ROWS = {line[:2]: line.split(" ", 3)[1:] for line in _TABLE.strip().splitlines()}
_BY_DIAL = {dial: code for code, (dial, _, _) in _ROWS.items()}
_ENDINGS = {code.lower(): code for code in _ROWS} | {"uk": "GB"}
_NOT_A_PLACE = frozenset(("co", "me"))  # endings that people all over the world use
_LONGEST_DIAL = 3  # digits


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A country (ISO code), its zone where it has one alone, and what told it, in a sentence."""

    country: str
    zone: str
    reason: str


def told(phone: str, email: str, country_of_place: str = "") -> Whereabouts | None:
    """Where they may be, or None where nothing tells: from the place, the number, the mail."""
    if country_of_place in _ROWS:
        return _whereabouts(country_of_place, "Their place")
    digits = "".join(c for c in phone if c.isdigit() and c.isascii())
    stripped = phone.strip()
    if stripped.startswith(("+", "00")):
        digits = digits if stripped.startswith("+") else digits[2:]
        for length in range(_LONGEST_DIAL, 0, -1):
            if code := _BY_DIAL.get(digits[:length]):
                return _whereabouts(code, "Their number")
        return None  # a number of another country says more than a mail address does
    ending = email.rpartition("@")[2].rpartition(".")[2].casefold()
    if ending in _ENDINGS and ending not in _NOT_A_PLACE:
        return _whereabouts(_ENDINGS[ending], "Their mail address")
    return None


def _whereabouts(code: str, by: str) -> Whereabouts:
    _, zone, name = _ROWS[code]
    return Whereabouts(code, "" if zone == "-" else zone, f"{by} says {name}.")
