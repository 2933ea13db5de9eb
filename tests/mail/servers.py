"""Real mail servers on loopback: Dovecot for IMAP and for handing letters in, and Exim, to which it
hands them on and which brings them to the mailboxes."""

from __future__ import annotations

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.doors.running import free_port
from tests.mail.certificates import Authority
from tests.mail.exim import EXIM, Exim

DOVECOT = shutil.which("dovecot") or (
    "/usr/sbin/dovecot" if Path("/usr/sbin/dovecot").exists() else None
)
PACKAGES = "dovecot-imapd dovecot-lmtpd dovecot-submissiond exim4-daemon-light"
PASSWORDS = {"mira": "so sécret", "ana": "ana's own", "ben": "ben's own"}
_USERS = "\n".join(f"{name}:{{PLAIN}}{secret}::::::" for name, secret in PASSWORDS.items())


def needed() -> None:
    """Leaves a test out where a server is missing; in CI it fails instead."""
    missing = [name for name, path in (("Dovecot", DOVECOT), ("Exim", EXIM)) if not path]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{' and '.join(missing)} missing, and in CI no test of mail is left out.")
    if missing:
        pytest.skip(f"{' and '.join(missing)} missing: apt install {PACKAGES}")


def address(name: str) -> str:
    """The address of somebody of the small world."""
    return f"{name}@post.example"


class Dovecot:
    """A Dovecot of our own, without root, with mailboxes for everybody in PASSWORDS."""

    def __init__(self, folder: Path, authority: Authority, oauth: str = "") -> None:
        assert DOVECOT is not None
        self.folder = folder
        self.imap, self.imaps, self.submission, self.submissions, self.lmtp = (
            free_port() for _ in range(5)
        )
        self.exim = Exim(folder / "exim", authority, self.lmtp, PASSWORDS)
        for name in ("run", "state", "etc", "mail"):
            (folder / name).mkdir(parents=True)
        (folder / "etc" / "users").write_text(_USERS, "utf-8")
        self.certificate = authority.certificate("dovecot")
        self._oauth = oauth
        self._lines: dict[str, imaplib.IMAP4_SSL] = {}
        (folder / "dovecot.conf").write_text(self._told(), "utf-8")

    def start(self) -> None:
        self.exim.start()
        self.process = subprocess.Popen(
            [DOVECOT or "", "-F", "-c", str(self.folder / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for port in (self.imaps, self.submission, self.lmtp):
            _wait_for(port, self.process, self._log)
        for port in (self.exim.relay, self.exim.submission, self.exim.submissions):
            _wait_for(port, self.exim.process, self.exim.log)

    def _log(self) -> str:
        path = self.folder / "dovecot.log"
        return path.read_text("utf-8", "replace") if path.exists() else "it said nothing"

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)
        self.exim.stop()

    def kill(self) -> None:
        """End what runs of it, as far as it came."""
        for one in (self, self.exim):
            process: subprocess.Popen[bytes] | None = getattr(one, "process", None)
            if process is not None and process.poll() is None:
                process.kill()
                process.wait(timeout=20)

    def _told(self) -> str:
        b = self.folder
        # As root the doors run as the users of Debian's package; else everything as ourselves.
        user, door = ("dovecot", "dovenull") if os.getuid() == 0 else (getpass.getuser(),) * 2
        owner = pwd.getpwnam("nobody" if os.getuid() == 0 else user)
        uid, gid = owner.pw_uid, owner.pw_gid
        os.chown(b / "mail", uid, gid)
        group = grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
        oauth = self._with_oauth()
        return f"""
base_dir = {b}/run
state_dir = {b}/state
log_path = {b}/dovecot.log
listen = 127.0.0.1
protocols = imap lmtp submission
ssl = yes
ssl_cert = <{self.certificate}
ssl_key = <{self.certificate}
disable_plaintext_auth = yes
auth_mechanisms = plain login xoauth2 oauthbearer
hostname = localhost
submission_relay_host = 127.0.0.1
submission_relay_port = {self.exim.relay}
submission_relay_trusted = yes
submission_max_mail_size = 60M
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {door}
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:~/Maildir
auth_username_format = %Ln
auth_failure_delay = 0
mail_max_userip_connections = 100
imap_idle_notify_interval = 1 mins
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
  mailbox Junk {{
    auto = create
    special_use = \\Junk
  }}
  mailbox Drafts {{
    auto = create
    special_use = \\Drafts
  }}
}}
{oauth}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%n {b}/etc/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%n {b}/etc/users
  override_fields = uid={uid} gid={gid} home={b}/mail/%n
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  service_count = 0
  inet_listener imap {{
    port = {self.imap}
  }}
  inet_listener imaps {{
    port = {self.imaps}
    ssl = yes
  }}
}}
service submission-login {{
  chroot =
  service_count = 0
  inet_listener submission {{
    port = {self.submission}
  }}
  inet_listener submissions {{
    port = {self.submissions}
    ssl = yes
  }}
}}
service imap {{
  service_count = 200
}}
service submission {{
  service_count = 200
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {self.lmtp}
  }}
}}
"""

    def _with_oauth(self) -> str:
        if not self._oauth:
            return ""
        path = self.folder / "etc" / "oauth2.conf"
        path.write_text(
            f"introspection_mode = post\nintrospection_url = {self._oauth}\n"
            "username_attribute = username\nactive_attribute = active\nactive_value = true\n"
            "force_introspection = yes\n"
        )
        return f"""
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {path}
}}
"""

    def deliver(self, to: str, raw: bytes, sender: str = "somebody@else.example") -> None:
        """A mail arrives in a mailbox."""
        with smtplib.LMTP("127.0.0.1", self.lmtp) as door:
            door.sendmail(sender, [address(to)], raw)

    def open(self, name: str) -> imaplib.IMAP4_SSL:
        """Somebody's mailbox, as another mail program sees it."""
        context = ssl._create_unverified_context()
        box = imaplib.IMAP4_SSL("127.0.0.1", self.imaps, ssl_context=context)
        box.authenticate("PLAIN", lambda _: f"\0{name}\0{PASSWORDS[name]}".encode())
        return box

    def mails(self, name: str, folder: str = "INBOX") -> list[bytes]:
        """All mails in a folder of somebody; what was handed in has come."""
        self.exim.settled()
        box = self.line(name)
        typ, told = box.select(folder, readonly=True)
        if typ != "OK" or told[0] == b"0":
            return []
        _, found = box.fetch("1:*", "(BODY.PEEK[])")
        return [part[1] for part in found if isinstance(part, tuple)]

    def line(self, name: str) -> imaplib.IMAP4_SSL:
        """A line to somebody's mailbox that stays open: opening one costs more than a question."""
        if name not in self._lines:
            self._lines[name] = self.open(name)
        return self._lines[name]

    def forget(self) -> None:
        """Empty mailboxes, as at the beginning; of what is still on its way, too."""
        self.exim.settled()
        for name in PASSWORDS:
            box = self.line(name)
            for folder in ("INBOX", "Sent", "Junk", "Archive"):
                typ, count = box.select(folder)
                if typ == "OK" and count[0] != b"0":
                    box.store("1:*", "+FLAGS", "\\Deleted")
                    box.expunge()

    def put(self, name: str, folder: str, raw: bytes) -> None:
        """Another mail program files a mail."""
        box = self.open(name)
        try:
            assert box.append(folder, "(\\Seen)", None, raw)[0] == "OK"  # type: ignore[arg-type]
        finally:
            box.logout()


def started(folder: Path, authority: Authority, oauth: str = "") -> Dovecot:
    """A Dovecot that runs. A port that was free may be somebody else's by the time it is taken:
    then it is begun anew with others."""
    for attempt in range(3):
        server = Dovecot(folder / f"{attempt}", authority, oauth)
        try:
            server.start()
        except AssertionError:
            server.kill()
            if attempt == 2:
                raise
        else:
            break
    return server


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Callable[[], str]) -> None:
    """Until a port answers; what the log says where the process ended."""
    end = threading.Event()
    for _ in range(300):
        assert process.poll() is None, log()
        with closing(socket.socket()) as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        end.wait(0.02)
    raise AssertionError(f"port {port} does not answer: {log()}")
