"""What a server is told by its environment: read once, checked whole, refused with a number and a
hint. docs/server.md has a line for each; a test compares them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fifteen.server.told import (
    address,
    bind,
    certificate,
    client,
    database_at,
    domains,
    entity,
    given_secret,
    hosts,
    mail,
    name,
    number,
    one_of,
    secret,
    web_address,
    yes,
)

SIGN_UP = ("invitation", "domain", "open")


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: its number (never used again for another), name, default, reading, hint."""

    number: str
    name: str
    default: str | None  # None: it has to be set
    read: Callable[[str], Any]
    hint: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one of them."""

    setting: Setting
    why: str

    def __str__(self) -> str:
        one = self.setting
        return f"{one.number} {one.name}: {self.why}\n    {one.hint}"


def read(environ: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """The values by the names of their variables, and everything that is wrong, in order."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for setting in SETTINGS:
        told = environ.get(setting.name, "").strip()
        if not told and setting.default is None:
            problems.append(Problem(setting, "it is not set."))
            continue
        try:
            values[setting.name] = setting.read(told or (setting.default or ""))
        except ValueError as failure:
            problems.append(Problem(setting, f"{failure}."))
    known = {setting.name for setting in SETTINGS}
    unknown = sorted(n for n in environ if n.startswith("FIFTEEN_") and n not in {*known, *_ELSE})
    problems += [Problem(_unknown(name), "there is no such setting.") for name in unknown]
    by_name = {setting.name: setting for setting in SETTINGS}
    problems += [Problem(by_name[name], why) for name, why in _together(values)]
    return values, problems


def public_address(values: Mapping[str, Any]) -> str:
    """What links in letters begin with: the first name, by https; in a trial without https the
    port at which it listens too, for nothing stands before it."""
    name = values["FIFTEEN_HOSTS"][0]
    if values["FIFTEEN_HTTPS"]:
        return f"https://{name}"
    port = values["FIFTEEN_BIND"][1]
    return f"http://{name}" if port == _HTTP else f"http://{name}:{port}"


_HTTP = 80  # the port that an http address has without naming it


def _together(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong of settings that only make sense together."""
    if values.get("FIFTEEN_SEAL_KEY", "") == values.get("FIFTEEN_SECRET_KEY"):
        yield "FIFTEEN_SEAL_KEY", "it is the same as FIFTEEN_SECRET_KEY."
    if values.get("FIFTEEN_SIGN_UP") == "domain" and not values.get("FIFTEEN_SIGN_UP_DOMAINS"):
        yield "FIFTEEN_SIGN_UP_DOMAINS", "sign-up is by domain, and no domain is named."
    for whole in (_OIDC, _SAML):
        told = [one for one in whole if values.get(one)]
        for one in whole:
            if told and one in values and not values[one]:
                yield one, f"{told[0]} is set, and it is not."
    first, replica = values.get("FIFTEEN_DATABASE_URL"), values.get("FIFTEEN_REPLICA_URL")
    if first and replica and all(first[one] == replica[one] for one in ("HOST", "PORT", "NAME")):
        yield "FIFTEEN_REPLICA_URL", "it is the same database as FIFTEEN_DATABASE_URL."
    campus = values.get("FIFTEEN_OIDC_URL") or values.get("FIFTEEN_SAML_URL")
    if campus and values.get("FIFTEEN_CAMPUS_DOMAINS") == []:
        yield "FIFTEEN_CAMPUS_DOMAINS", "a campus signs people in, and no domain of it is named."


_OIDC = ("FIFTEEN_OIDC_URL", "FIFTEEN_OIDC_CLIENT", "FIFTEEN_OIDC_SECRET")
_SAML = ("FIFTEEN_SAML_URL", "FIFTEEN_SAML_ENTITY", "FIFTEEN_SAML_CERTIFICATE")


_ELSE = {"FIFTEEN_HOME", "FIFTEEN_NO_BROWSER", "FIFTEEN_VENV"}
"""Variables of one's own computer that may stand in the environment of a server too."""


def _unknown(name: str) -> Setting:
    return Setting("F00", name, "", str, "Look for a slip of the pen; docs/server.md has them all.")


SETTINGS = (
    Setting(
        *("F01", "FIFTEEN_DATABASE_URL", None, database_at),
        hint="postgresql://ROLE:PASSWORD@HOST:PORT/NAME, of a role that does not own the tables.",
    ),
    Setting(
        *("F02", "FIFTEEN_OWNER_URL", "", database_at),
        hint="The same of the role that owns the tables; only `fifteen migrate` needs it.",
    ),
    Setting(
        *("F03", "FIFTEEN_SECRET_KEY", None, secret),
        hint='python3 -c "import secrets; print(secrets.token_urlsafe(48))" makes one.',
    ),
    Setting(
        *("F04", "FIFTEEN_SEAL_KEY", None, secret),
        hint="Made the same way, another one: it enciphers the passwords of mailboxes.",
    ),
    Setting(
        *("F05", "FIFTEEN_HOSTS", None, hosts),
        hint="The names people type, parted by commas: fifteen.example.edu",
    ),
    Setting(
        *("F06", "FIFTEEN_BIND", "127.0.0.1:8015", bind),
        hint="Where to listen: 127.0.0.1:8015 behind a proxy of this machine, 0.0.0.0:8015 in a"
        " container.",
    ),
    Setting(
        *("F07", "FIFTEEN_HTTPS", "yes", yes),
        hint="no is for a trial on this machine alone: cookies then go over the wire in clear.",
    ),
    Setting(
        *("F08", "FIFTEEN_PROXIES", "1", number(0, 9)),
        hint="How many proxies of yours stand in front; 0 where people reach Fifteen directly.",
    ),
    Setting(
        *("F09", "FIFTEEN_PROCESSES", "2", number(1, 64)),
        hint="Web processes of this machine; as many as it has cores.",
    ),
    Setting(*("F10", "FIFTEEN_THREADS", "4", number(1, 64)), hint="Threads of each of them."),
    Setting(
        *("F11", "FIFTEEN_MAIL_URL", None, mail),
        hint="smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://...:465; sends sign-in mail.",
    ),
    Setting(
        *("F12", "FIFTEEN_MAIL_FROM", None, address),
        hint="The sender of sign-in mail: Fifteen <no-reply@example.edu>",
    ),
    Setting(
        *("F13", "FIFTEEN_SIGN_UP", "invitation", one_of(*SIGN_UP)),
        hint="Who may make an account: who was invited, who has an address at your domains, all.",
    ),
    Setting(
        *("F14", "FIFTEEN_SIGN_UP_DOMAINS", "", domains),
        hint="The domains after the @, parted by commas: example.edu,alumni.example.edu",
    ),
    Setting(
        *("F15", "FIFTEEN_METRICS_TOKEN", "", lambda text: secret(text) if text else ""),
        hint="A secret that Prometheus sends as a bearer token; without it /metrics is not there.",
    ),
    Setting(
        *("F16", "FIFTEEN_PRIVATE_HOSTS", "no", yes),
        hint="yes lets people name mail and calendar servers inside this network.",
    ),
    Setting(
        *("F17", "FIFTEEN_LOG", "json", one_of("json", "lines")),
        hint="One JSON object a line, or plain lines; neither carries names or addresses.",
    ),
    Setting(
        *("F19", "FIFTEEN_OIDC_URL", "", web_address),
        hint="The issuer of your campus's OpenID Connect: https://login.example.edu/realms/campus",
    ),
    Setting(
        *("F20", "FIFTEEN_OIDC_CLIENT", "", client),
        hint="The client id your campus gave; /account/oidc/campus/login/callback/ is where to.",
    ),
    Setting(
        *("F21", "FIFTEEN_OIDC_SECRET", "", given_secret),
        hint="The secret your campus gave with it.",
    ),
    Setting(
        *("F22", "FIFTEEN_SAML_URL", "", web_address),
        hint="Where your campus's SAML signs in (HTTP-Redirect): https://idp.example.edu/sso",
    ),
    Setting(
        *("F23", "FIFTEEN_SAML_ENTITY", "", entity),
        hint="Its entity id; ours, to be told there, is /account/saml/campus/metadata/.",
    ),
    Setting(
        *("F24", "FIFTEEN_SAML_CERTIFICATE", "", certificate),
        hint="The certificate it signs with: PEM, or its base64 on one line.",
    ),
    Setting(
        *("F25", "FIFTEEN_CAMPUS_NAME", "your campus", name),
        hint="What the button of the campus's sign-in says: With NAME.",
    ),
    Setting(
        *("F26", "FIFTEEN_CAMPUS_DOMAINS", "", domains),
        hint="For which addresses your campus vouches: what stands after the @, parted by commas.",
    ),
    Setting(
        *("F27", "FIFTEEN_REPLICA_URL", "", database_at),
        hint="A streaming replica of F01, with the same role: pages that look back read from it.",
    ),
    Setting(
        *("F28", "FIFTEEN_COPY_URL", "", database_at),
        hint="Of a role that sees every row, a superuser's; only `fifteen copy` and `copy-back`"
        " need it.",
    ),
    Setting(
        *("F29", "FIFTEEN_LISTENS", "100", number(0, 1_000)),
        hint="How many mailboxes each worker keeps open to be told of news; 0 for none.",
    ),
)
