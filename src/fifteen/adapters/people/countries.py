"""Names of countries as address books have them (English, German, French) and their ISO codes."""

from __future__ import annotations

from fifteen.method.folding import fold

_TABLE = """
AE United Arab Emirates|UAE|Vereinigte Arabische Emirate|Emirats arabes unis
AR Argentina|Argentinien|Argentine
AT Austria|Österreich|Autriche
AU Australia|Australien|Australie
BE Belgium|Belgien|Belgique|België
BG Bulgaria|Bulgarien|Bulgarie
BR Brazil|Brasilien|Brésil|Brasil
CA Canada|Kanada
CH Switzerland|Schweiz|Suisse|Svizzera
CL Chile|Chili
CN China|Chine|People's Republic of China
CO Colombia|Kolumbien|Colombie
CZ Czechia|Czech Republic|Tschechien|Tschechische Republik|République tchèque
DE Germany|Deutschland|Allemagne
DK Denmark|Dänemark|Danemark|Danmark
EE Estonia|Estland|Estonie
EG Egypt|Ägypten|Égypte
ES Spain|Spanien|Espagne|España
FI Finland|Finnland|Finlande|Suomi
FR France|Frankreich
GB United Kingdom|UK|Great Britain|England|Scotland|Wales|Northern Ireland|Großbritannien|\
Vereinigtes Königreich|Royaume-Uni
GR Greece|Griechenland|Grèce
HK Hong Kong|Hongkong
HR Croatia|Kroatien|Croatie
HU Hungary|Ungarn|Hongrie
ID Indonesia|Indonesien|Indonésie
IE Ireland|Irland|Irlande
IL Israel|Israël
IN India|Indien|Inde
IS Iceland|Island|Islande
IT Italy|Italien|Italie|Italia
JP Japan|Japon
KE Kenya|Kenia
KR South Korea|Korea|Republic of Korea|Südkorea|Corée du Sud
LI Liechtenstein
LT Lithuania|Litauen|Lituanie
LU Luxembourg|Luxemburg
LV Latvia|Lettland|Lettonie
MA Morocco|Marokko|Maroc
MX Mexico|Mexiko|Mexique|México
MY Malaysia|Malaisie
NG Nigeria|Nigéria
NL Netherlands|The Netherlands|Niederlande|Pays-Bas|Nederland|Holland
NO Norway|Norwegen|Norvège|Norge
NZ New Zealand|Neuseeland|Nouvelle-Zélande
PE Peru|Pérou
PH Philippines|Philippinen
PK Pakistan
PL Poland|Polen|Pologne|Polska
PT Portugal
RO Romania|Rumänien|Roumanie
RS Serbia|Serbien|Serbie
RU Russia|Russian Federation|Russland|Russie
SA Saudi Arabia|Saudi-Arabien|Arabie saoudite
SE Sweden|Schweden|Suède|Sverige
SG Singapore|Singapur|Singapour
SI Slovenia|Slowenien|Slovénie
SK Slovakia|Slowakei|Slovaquie
TH Thailand|Thaïlande
TN Tunisia|Tunesien|Tunisie
TR Turkey|Türkiye|Türkei|Turquie
TW Taiwan|Taïwan
UA Ukraine
US United States|United States of America|USA|U.S.A.|U.S.A|U.S.|America|Vereinigte Staaten|\
Vereinigte Staaten von Amerika|États-Unis|Etats-Unis d'Amérique
VN Vietnam|Viet Nam
ZA South Africa|Südafrika|Afrique du Sud
"""


def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for line in _TABLE.replace("\\\n", "").strip().splitlines():
        code, _, names = line.partition(" ")
        codes |= {fold(name): code for name in names.split("|")}
    return codes


_CODES = _codes()


def iso(country: str) -> str:
    """The two letters of a country by its name or code; empty where it is not known."""
    text = country.strip()
    if len(text) == 2 and text.isascii() and text.isalpha():
        return {"UK": "GB"}.get(text.upper(), text.upper())
    return _CODES.get(fold(text), "") if len(text) <= 60 else ""
