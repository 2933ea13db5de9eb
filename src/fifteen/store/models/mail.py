"""The seeker's own mailbox, the letters that leave through it, and the mails that belong here."""

from __future__ import annotations

from django.db import models

from fifteen.store.models.book import Person
from fifteen.store.models.campaign import Campaign
from fifteen.store.models.journal import Letter


class Mailbox(models.Model):
    """Where letters leave from and answers are read. Never part of an export: it holds a secret."""

    campaign = models.OneToOneField(Campaign, models.CASCADE)
    made = models.DateTimeField()
    since = models.DateTimeField()  # older mails are not looked at
    address = models.CharField(max_length=320)
    login = models.CharField(max_length=320)
    way = models.CharField(max_length=12, default="password")  # or the provider one signs in at
    secret = models.TextField(blank=True)  # sealed: the password, or the tokens
    imap_host = models.CharField(max_length=255)
    imap_port = models.PositiveIntegerField(default=993)
    imap_how = models.CharField(max_length=8, default="tls")  # or starttls
    smtp_host = models.CharField(max_length=255)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_how = models.CharField(max_length=8, default="starttls")
    sent_folder = models.CharField(max_length=500, blank=True)
    folders = models.JSONField(default=dict)  # name -> how far it is read, and counts
    next_run = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)  # one reader at a time
    last_run = models.DateTimeField(null=True)
    last_good = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    error = models.CharField(max_length=24, blank=True)  # a word of adapters/mail/failures.py
    invites = models.BooleanField(default=False)  # what is agreed is told to the host by itself
    flags = models.BooleanField(default=False)  # what was dealt with may be marked there
    reminds = models.BooleanField(default=False)  # a mail to oneself the business day before a talk
    weekly = models.BooleanField(default=False)  # a mail to oneself about each week
    receiver = models.CharField(max_length=255, blank=True)  # how their server signs its checks

    class Meta:
        indexes = [models.Index(fields=["next_run"], name="mailbox_by_run")]


class Outgoing(models.Model):
    """A letter or an invitation on its way out, as the bytes that leave; written where it was
    decided."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    letter = models.ForeignKey(Letter, models.CASCADE, null=True)  # None: an invitation
    talk = models.CharField(max_length=32, blank=True)  # the key of the talk it invites to
    about = models.JSONField(default=dict)  # what an invitation says of the talk
    key = models.CharField(max_length=32)
    made = models.DateTimeField()
    to = models.CharField(max_length=320)
    sender = models.CharField(max_length=320)
    message_id = models.CharField(max_length=255)
    data = models.BinaryField()
    state = models.CharField(max_length=12, default="waiting")  # a word of method/leaving.py
    leaves = models.DateTimeField()  # not before
    now = models.BooleanField(default=False)  # the seeker said so: at any hour
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=64, blank=True)
    claimed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=24, blank=True)
    said = models.CharField(max_length=300, blank=True)  # the server's own words
    sent_at = models.DateTimeField(null=True)
    filed = models.BooleanField(default=False)  # stands in the Sent folder

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "key"], name="outgoing_key"),
            models.UniqueConstraint(fields=["campaign", "message_id"], name="outgoing_id"),
            models.UniqueConstraint(
                fields=["letter"],
                name="one_way_out",
                condition=models.Q(state__in=("waiting", "claimed", "handing", "uncertain")),
            ),
            models.UniqueConstraint(
                fields=["campaign", "talk"],
                name="one_invitation_out",
                condition=models.Q(state__in=("waiting", "claimed", "handing", "uncertain"))
                & ~models.Q(talk=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["leaves"],
                name="outgoing_waiting",
                condition=models.Q(state__in=("waiting", "claimed", "handing")),
            ),
            models.Index(fields=["campaign", "state"], name="outgoing_by_state"),
        ]


class MailFile(models.Model):
    """A file of mails that is read by a worker, and how far; forgotten a day after. Never part of
    an export: what belongs of it is a mail like any other."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True)  # whose answer is looked for
    key = models.CharField(max_length=32)
    made = models.DateTimeField()
    filename = models.CharField(max_length=300)
    size = models.BigIntegerField(default=0)  # bytes
    at = models.BigIntegerField(default=0)  # bytes that are read
    status = models.CharField(max_length=12, default="arriving")  # reading, done, failed, left
    looked_at = models.PositiveIntegerField(default=0)  # mails
    kept = models.PositiveIntegerField(default=0)  # of them

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="mail_file_key")]


class MailPiece(models.Model):
    """A piece of such a file, sealed: most of it is nobody's business. Gone once it is read."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    file = models.ForeignKey(MailFile, models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "file", "number"], name="mail_piece_once")
        ]


class KnownMail(models.Model):
    """A mail that belongs to the campaign, from or to a person in it. Each once."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    key = models.CharField(max_length=32)
    same = models.CharField(max_length=64)  # by which it is known again, wherever it is read
    message_id = models.CharField(max_length=255, blank=True)
    thread = models.TextField(blank=True)  # the ids it refers to
    ours = models.BooleanField(default=False)  # the seeker wrote it
    at = models.DateTimeField()
    came = models.DateTimeField()  # when it was read
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=998, blank=True)
    text = models.TextField(blank=True)
    junk = models.BooleanField(default=False)  # it lay among what the provider takes for junk
    forged = models.BooleanField(default=False)  # the provider doubts the sender
    checks = models.JSONField(default=dict)  # what the provider found about the sender
    folder = models.CharField(max_length=500, blank=True)  # where it lay when it was read
    mark = models.CharField(max_length=8, blank=True)  # what it is to be marked as there
    reading = models.JSONField(default=dict)  # what it reads as: a proposal, never a decision
    state = models.CharField(max_length=12, default="open")  # open, kept, aside, noted
    act = models.CharField(max_length=32, blank=True)  # what the seeker kept of it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "key"], name="known_mail_key"),
            models.UniqueConstraint(fields=["campaign", "same"], name="known_mail_once"),
        ]
        indexes = [
            models.Index(fields=["campaign", "state"], name="known_mail_by_state"),
            models.Index(fields=["campaign", "message_id"], name="known_mail_by_id"),
        ]
