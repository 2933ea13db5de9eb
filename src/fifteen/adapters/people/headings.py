"""The headings that other programs give their columns, in nine languages, and our own.

Compared without case, accents, blanks and signs, so that "First Name", "FirstName" and
"first_name" are one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fifteen.adapters.people.shape import BookKind
from fifteen.method import offers
from fifteen.method.folding import fold

# What a column can be mapped to -> what it is called. Without a target it is kept as extra.
TARGETS: Mapping[str, str] = {
    "name": "Whole name",
    "given": "Given name",
    "middle": "Middle name",
    "family": "Family name",
    "email": "E-mail",
    "phone": "Phone",
    "role": "Role",
    "organisation": "Organisation",
    "link": "Profile link",
    "place": "Place",
    "country": "Country",
    "connected_on": "Connected on",
    "schools": "School",
    "group": "Group",
    "note": "Note",
    "tie": "Tie",
    "via": "Tie through",
    **offers.KEYS,
    "skip": "Leave out",
}

# For each fact its headings, the best first: where two columns fit, the better one is read first.
_KNOWN: Mapping[str, str] = {
    "name": "name|full name|display name|whole name|contact name|complete name|person|"
    "vollständiger name|anzeigename|nom complet|nom affiché|nombre completo",
    "given": "first name|given name|forename|vorname|prénom|nombre|voornaam|nome",
    "middle": "middle name|additional name|middle names|weitere vornamen|zweiter vorname|"
    "deuxième prénom|autres prénoms",
    "family": "last name|family name|surname|nachname|familienname|nom de famille|nom|apellidos|"
    "apellido|achternaam|cognome|sobrenome",
    "email": "e-mail address|email address|e-mail|mail|e-mail 1 - value|e-mail 1 address|"
    "primary email|work email|business email|e-mail-adresse|e-mail adresse|mailadresse|"
    "adresse e-mail|adresse mail|adresse de messagerie|courriel|adresse électronique|"
    "dirección de correo electrónico|correo electrónico|personal email|home email|"
    "e-mail 2 - value|e-mail 2 address|e-mail 2-adresse|e-mail-adresse 2|"
    "adresse de messagerie 2|e-mail 3 - value|e-mail 3 address",
    "phone": "mobile phone|phone|phone number|telephone|tel|mobile|cell|phone 1 - value|"
    "primary phone|business phone|work phone|home phone|mobiltelefon|mobil|handy|telefon|"
    "telefonnummer|telefon (mobil)|telefon geschäftlich|telefon (geschäftlich)|telefon privat|"
    "telefon (privat)|tél. mobile|téléphone mobile|mobile (tél.)|téléphone|téléphone (bureau)|"
    "téléphone (domicile)|phone 2 - value|business phone 2|home phone 2|other phone",
    "role": "position|job title|role|occupation|organization 1 - title|organization title|"
    "stellenbezeichnung|berufsbezeichnung|funktion|poste|fonction|intitulé du poste|"
    "titre (2)|cargo|puesto|functie|headline|profession|beruf|title|titel|titre",
    "organisation": "company|organisation|organization|employer|organization 1 - name|"
    "organization name|company name|firm|unternehmen|firma|arbeitgeber|entreprise|société|"
    "organisme|employeur|empresa|bedrijf|azienda",
    "link": "url|profile url|public profile url|linkedin|linkedin url|linkedin profile|"
    "profile link|profile|profil|profil-url|lien du profil|url du profil|website 1 - value|"
    "web page|website|webseite|webseiten|page web|site web|personal web page",
    "place": "place|city|location|business city|address 1 - city|home city|ort geschäftlich|"
    "ort (geschäftlich)|stadt|ort|ort privat|ville|ville (bureau)|ville (domicile)|lieu",
    "country": "country|business country/region|business country|address 1 - country|"
    "home country/region|home country|land/region geschäftlich|land geschäftlich|land|"
    "land/region privat|pays|pays/région (bureau)|pays (bureau)|pays/région (domicile)",
    "connected_on": "connected on|connected at|connection date|date connected|connected|"
    "verbunden am|vernetzt am|vernetzt seit|in kontakt seit|kontakt seit|kontaktdatum|"
    "connexion le|connecté le|connectés le|date de connexion|relation depuis|en relation depuis|"
    "mise en relation le|fecha de conexión|conectado el",
    "schools": "school|schools|university|education|college|alma mater|schule|hochschule|"
    "universität|studium|école|université|formation",
    "group": "group|groups|association|gruppe|verein|verband|groupe",
    "note": "notes|note|comment|comments|remarks|notizen|notiz|bemerkung|bemerkungen|remarques|"
    "commentaires",
    "tie": "tie",
    "via": "tie through",
    # A programme's list of hosts (O2).
    "programme": "programme|program|programm|mentoring programme|mentoring program|"
    "alumni programme|mentorenprogramm|mentoringprogramm|alumniprogramm",
    "topics": "can talk about|topics|topic|talks about|happy to talk about|themen|thema|"
    "gesprächsthemen|spricht über|kann sprechen über|kann erzählen über",
    "channel": "talks by|channel|how|preferred channel|kanal|gesprächsweg|bevorzugter kanal|"
    "spricht per",
    "monthly": "talks a month|per month|a month|talks per month|conversations per month|capacity|"
    "how often|pro monat|im monat|gespräche pro monat|kapazität|wie oft",
}

# The same of Outlook and others in Spanish, Italian, Dutch, Portuguese, Polish and Swedish.
_KNOWN_TOO: Mapping[str, str] = {
    "given": "imię|förnamn|nome próprio",
    "middle": "segundo nombre|secondo nome|middelste naam|drugie imię|nome do meio|segundo nome|"
    "mellannamn",
    "family": "nazwisko|efternamn|apelido|último nome",
    "email": "indirizzo posta elettronica|indirizzo di posta elettronica|e-mailadres|"
    "endereço de email|endereço de e-mail|adres e-mail|adres email|e-postadress",
    "phone": "teléfono móvil|teléfono del trabajo|cellulare|telefono cellulare|ufficio|"
    "mobiele telefoon|telefoon op werk|telefone celular|telemóvel|"
    "telefone comercial|telefon komórkowy|telefon służbowy|telefon, arbete",
    "role": "posizione|qualifica|stanowisko|befattning|cargo do trabalho",
    "organisation": "organización|compañía|società|organizzazione|firma|przedsiębiorstwo|företag",
    "place": "ciudad de trabajo|ciudad del trabajo|città (uff.)|werkadres, plaats|"
    "cidade comercial|cidade do endereço comercial|miasto (adres służbowy)|miasto|ort, arbete|"
    "ciudad|città|plaats|cidade|stad",
    "country": "país o región del trabajo|país|paese (uff.)|paese|werkadres, land/regio|"
    "país/região comercial|kraj (adres służbowy)|kraj|land/region, arbete",
    "note": "notas|notities|anotações|observações|notatki|uwagi|anteckningar",
}

# Headings that only one program has.
_GOOGLE = "e-mail 1 - value|phone 1 - value|group membership|given name yomi|e-mail 1 - label"
_OUTLOOK = (
    "business street|e-mail display name|e-mail type|business fax|home street|given yomi|"
    "straße geschäftlich|e-mail: angezeigter name|e-mail-typ|fax geschäftlich|straße privat|"
    "rue (bureau)|nom complet de l'adresse de messagerie|télécopie (bureau)|rue (domicile)|"
    "nom affiché de l'adresse de messagerie|calle del trabajo|via (uff.)|werkadres, straat|"
    "rua do endereço comercial|ulica (adres służbowy)|gatuadress, arbete"
)

# What Outlook fills in for everybody: it says nothing about a person.
_NOISE = (
    "priority|sensitivity|private|gender|e-mail type|e-mail 2 type|e-mail 3 type|initials|"
    "e-mail display name|e-mail 2 display name|e-mail 3 display name|directory server|"
    "priorität|vertraulichkeit|privat|geschlecht|e-mail-typ|e-mail: angezeigter name|"
    "priorité|critère de diffusion|privé|sexe|photo"
)

# Our own export: the only one with these three, so that its defused formulas can be restored.
OWN_HEADINGS = ("Whole name", "Profile link", "Tie through")
STATE = ("Fifteen field", "Fifteen stage", "Fifteen due")
"""What our export tells of somebody besides the facts: told by the journal, so not read back."""
MORE = "Everything else"
"""The column of our export, in JSON, for what has none of its own."""

_IDENTITY = frozenset(("name", "given", "family", "email"))
_SIGNS = re.compile(r"[\W_]+")
_KEY_LIMIT = 80  # characters: no heading is longer


def key(heading: str) -> str:
    """A heading for comparing."""
    return _SIGNS.sub("", fold(heading[: _KEY_LIMIT * 2]))[:_KEY_LIMIT]


def _by_key() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for fact, headings in _KNOWN.items():
        both = f"{headings}|{_KNOWN_TOO.get(fact, '')}".rstrip("|")
        for rank, heading in enumerate(both.split("|")):
            found.setdefault(key(heading), (fact, rank))
    return found


def _keys(headings: str) -> frozenset[str]:
    return frozenset(key(h) for h in headings.split("|"))


_FACTS = _by_key()
_GOOGLE_KEYS, _OUTLOOK_KEYS, _NOISE_KEYS = _keys(_GOOGLE), _keys(_OUTLOOK), _keys(_NOISE)
_OWN_KEYS = frozenset(key(h) for h in OWN_HEADINGS)
_GERMAN_OR_FRENCH = frozenset(("vorname", "nachname", "prenom", "nom", "entreprise", "unternehmen"))


def fact_of(heading: str) -> str:
    """The fact that a heading stands for, empty where it is not known."""
    return _FACTS.get(key(heading), ("", 0))[0]


def rank_of(heading: str) -> int:
    """How well a heading fits its fact: 0 is best."""
    return _FACTS.get(key(heading), ("", 99))[1]


def score(cells: Sequence[str]) -> int:
    """How much a row looks like headings: the number of different facts, 0 where it does not.

    Two are needed, one of them telling who a person is; a lone "Name" or "E-mail" will do.
    """
    filled = [c for c in cells if c.strip()]
    facts = {fact for c in filled if len(c) <= _KEY_LIMIT and (fact := fact_of(c))}
    if not facts & _IDENTITY:
        return 0
    if len(facts) == 1:
        return 1 if len(filled) == 1 and facts & {"name", "email"} else 0
    return len(facts)


def best_guess(columns: Sequence[str]) -> dict[str, str]:
    """Column -> fact for the headings that are known.

    "Title" is a role only where nothing else is: Outlook means Mr or Dr by it.
    """
    if is_own(columns):
        labels = {label: fact for fact, label in TARGETS.items()} | dict.fromkeys(STATE, "skip")
        return {c: labels[c] for c in columns if c in labels}
    mapping = {c: fact for c in columns if (fact := fact_of(c))}
    roles = [c for c, fact in mapping.items() if fact == "role"]
    weak = [c for c in roles if key(c) in ("title", "titel", "titre")]
    if len(roles) > len(weak):
        for column in weak:
            del mapping[column]
    return mapping


def kind_of(columns: Sequence[str], mapping: Mapping[str, str]) -> BookKind:
    """The program that writes such headings; "csv" where it could be any."""
    keys = {key(c) for c in columns}
    if keys & _GOOGLE_KEYS:
        return "google"
    if keys & _OUTLOOK_KEYS:
        return "outlook"
    if "connected_on" in mapping.values() and not is_own(columns):
        return "linkedin"
    return "csv"


def is_own(columns: Sequence[str]) -> bool:
    """Whether these are the headings of our own export."""
    return {key(c) for c in columns} >= _OWN_KEYS


def is_noise(column: str) -> bool:
    """Whether a column is filled in by the program for everybody."""
    return key(column) in _NOISE_KEYS


def writes_day_first(columns: Sequence[str]) -> bool:
    """Whether the language of the headings puts the day before the month."""
    return any(key(c) in _GERMAN_OR_FRENCH for c in columns)
