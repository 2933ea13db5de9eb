"""Address books on a server that are read and never written to (CardDAV)."""

from __future__ import annotations

from django.db import models

from fifteen.store.models.book import Person
from fifteen.store.models.campaign import Campaign


class CardBook(models.Model):
    """A server with address books of the seeker's. What it holds is theirs; here it is read."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    key = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    address = models.TextField()  # sealed
    user = models.CharField(max_length=320, blank=True)
    password = models.TextField(blank=True)  # sealed
    tokens = models.TextField(blank=True)  # sealed: where the server said each book stood
    read_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=16, blank=True)  # why the last reading failed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="card_book_key")]


class Card(models.Model):
    """One card of such a book: which version was read, and who it is here.

    Without a person it is nobody's: not readable, left out, or taken out of the book here.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    book = models.ForeignKey(CardBook, models.CASCADE)
    person = models.ForeignKey(Person, models.SET_NULL, null=True)
    collection = models.CharField(max_length=64)  # hash of its address
    place = models.CharField(max_length=64)  # hash of the card's address
    etag = models.CharField(max_length=500, blank=True)
    gone_on = models.DateField(null=True)  # the server has it no longer

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "place"], name="card_once")]
        indexes = [models.Index(fields=["campaign", "gone_on"], name="card_gone")]
