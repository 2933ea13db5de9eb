"""A real Exim of our own on loopback, without root: it takes letters from the seeker (STARTTLS or
TLS, with a password) and from Dovecot's door, and brings them to the mailboxes of Dovecot (LMTP).

Its rules ask the files in `say`, so that a test can have it refuse at any step, in its own voice.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.doors.running import free_port
from tests.mail.certificates import Authority

EXIM = shutil.which("exim4") or (
    "/usr/sbin/exim4" if Path("/usr/sbin/exim4").exists() else shutil.which("exim")
)
MOVED = "moved"
"""The name of a mailbox that is taken at the door and turns out to be gone: a bounce comes back."""
AWAY = "away"
"""The name of a mailbox that answers each letter by itself."""
STEPS = ("connect", "mail", "rcpt", "data")


class Exim:
    """Takes letters and hands them on to Dovecot's LMTP."""

    def __init__(
        self, folder: Path, authority: Authority, lmtp: int, people: dict[str, str]
    ) -> None:
        self.relay, self.submission, self.submissions = (free_port() for _ in range(3))
        self.folder, self._lmtp = folder, lmtp
        self._certificate = authority.certificate("exim")
        self._say = folder / "say"
        for name in ("spool", "say"):
            (folder / name).mkdir(parents=True)
        told = "".join(f"{name}: {secret}\n" for name, secret in people.items())
        (folder / "people").write_text(told, "utf-8")
        # As root it would change its user for each letter; so it never is root.
        self._user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        self._config = folder / "exim.conf"
        self._config.write_text(self._told(), "utf-8")
        os.chown(folder / "spool", self._user.pw_uid, self._user.pw_gid)
        own = folder / "exim.pem"  # which its user may read
        shutil.copy(self._certificate, own)
        os.chown(own, self._user.pw_uid, self._user.pw_gid)

    def start(self) -> None:
        as_nobody = (
            {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
            if os.getuid() == 0
            else {}
        )
        self.process = subprocess.Popen(
            [EXIM or "", "-C", str(self._config), "-bdf", "-q1h"],
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "errors").open("wb"),
            **as_nobody,  # type: ignore[call-overload]
        )

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)

    def log(self) -> str:
        """What it says of itself, for a test that failed."""
        files = (self.folder / "errors", *(self.folder / "spool" / "log").glob("*log"))
        return "\n".join(one.read_text("utf-8", "replace") for one in files if one.exists())

    @contextmanager
    def saying(self, step: str, words: str) -> Iterator[None]:
        """Within it Exim answers so at a step (of `STEPS`; or `size`: takes so many bytes)."""
        path = self._say / step
        path.write_text(words, "utf-8")
        try:
            yield
        finally:
            path.unlink()

    def settled(self) -> None:
        """Until what Exim took is where it belongs: it takes a letter first and brings it then."""
        settled(self.folder, self.log)

    def _told(self) -> str:
        b, group = self.folder, grp.getgrgid(self._user.pw_gid).gr_name
        rules = "".join(self._rules(step) for step in STEPS)
        known = f"lsearch;{b}/people"
        return f"""
exim_user = {self._user.pw_name}
exim_group = {group}
admin_groups = {group}
trusted_users = {self._user.pw_name}
never_users =
deliver_drop_privilege = true
keep_environment =
primary_hostname = localhost
qualify_domain = post.example
spool_directory = {b}/spool
log_file_path = {b}/spool/log/%slog
pid_file_path = {b}/spool/pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {self.relay} : {self.submission} : {self.submissions}
tls_on_connect_ports = {self.submissions}
tls_advertise_hosts = ${{if eq{{$received_port}}{{{self.relay}}}{{}}{{*}}}}
tls_certificate = {b}/exim.pem
tls_privatekey = {b}/exim.pem
message_size_limit = ${{if exists{{{b}/say/size}}{{${{readfile{{{b}/say/size}}{{}}}}}}{{80M}}}}
smtp_accept_max = 0
smtp_accept_max_per_connection = 100000
rfc1413_query_timeout = 0s
host_lookup =
acl_smtp_connect = connect
acl_smtp_mail = mail
acl_smtp_rcpt = rcpt
acl_smtp_data = data
begin acl
{rules}
begin routers
{AWAY}_answers:
  driver = accept
  local_parts = {AWAY}
  no_verify
  transport = vacation
{MOVED}_is_taken:
  driver = accept
  local_parts = {MOVED} : {AWAY}
  verify_only
  transport = dovecot
{MOVED}_is_gone:
  driver = redirect
  local_parts = {MOVED}
  allow_fail
  data = :fail: 550 5.1.1 the mailbox of this person was closed
dovecot:
  driver = manualroute
  local_parts = {known}
  route_list = * 127.0.0.1
  self = send
  transport = dovecot
begin transports
dovecot:
  driver = smtp
  protocol = lmtp
  port = {self._lmtp}
  allow_localhost
  hosts_avoid_tls = *
vacation:
  driver = autoreply
  user = {self._user.pw_name}
  from = {AWAY}@post.example
  to = $sender_address
  subject = Re: $h_subject:
  text = I am away and back on 7 December 2026.
begin authenticators
PLAIN:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_set_id = $auth2
  server_condition = ${{if eq{{$auth3}}{{{self._secret("$auth2")}}}}}
  server_advertise_condition = ${{if def:tls_in_cipher}}
LOGIN:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_set_id = $auth1
  server_condition = ${{if eq{{$auth2}}{{{self._secret("$auth1")}}}}}
  server_advertise_condition = ${{if def:tls_in_cipher}}
"""

    def _secret(self, name: str) -> str:
        return f"${{lookup{{{name}}}lsearch{{{self.folder}/people}}{{$value}}fail}}"

    def _rules(self, step: str) -> str:
        """The rules of a step: what a test had written down first, then what it does by itself."""
        told = self._say / step
        words = f"${{readfile{{{told}}}{{}}}}"
        more = {
            "rcpt": f"""  deny
    message = 530 5.7.0 Authentication required
    !authenticated = *
    !condition = ${{if eq{{$received_port}}{{{self.relay}}}}}
  require verify = recipient
""",
        }
        return f"""{step}:
  defer
    condition = ${{if exists{{{told}}}}}
    condition = ${{if match{{{words}}}{{^4}}}}
    message = {words}
  deny
    condition = ${{if exists{{{told}}}}}
    message = {words}
{more.get(step, "")}  accept
"""


def settled(folder: Path, log: Callable[[], str] = str) -> None:
    """Until an Exim, by its folder, has nothing left to bring."""
    while_it_works = threading.Event()
    for _ in range(1_000):
        if not any((folder / "spool" / "input").glob("*-H")):
            return
        while_it_works.wait(0.01)
    raise AssertionError(f"Exim keeps a letter: {log()}")
