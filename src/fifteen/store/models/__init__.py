"""Fields and constraints, no behaviour. Every table carries the key of its owner first."""

from fifteen.store.models.book import Import, Person, Tag
from fifteen.store.models.campaign import Belief, Campaign, CampaignKey, Field, Occupation
from fifteen.store.models.cards import Card, CardBook
from fifteen.store.models.journal import Conversation, EarlierText, Entry, Letter, Rehearsed
from fifteen.store.models.mail import KnownMail, Mailbox, MailFile, MailPiece, Outgoing
from fifteen.store.models.time import BusyCalendar, HostPage, Relay, Spared
from fifteen.store.models.twice import Merged, Pair
from fifteen.store.models.work import Invitation, Job

__all__ = [
    "Belief",
    "BusyCalendar",
    "Campaign",
    "CampaignKey",
    "Card",
    "CardBook",
    "Conversation",
    "EarlierText",
    "Entry",
    "Field",
    "HostPage",
    "Import",
    "Invitation",
    "Job",
    "KnownMail",
    "Letter",
    "MailFile",
    "MailPiece",
    "Mailbox",
    "Merged",
    "Occupation",
    "Outgoing",
    "Pair",
    "Person",
    "Rehearsed",
    "Relay",
    "Spared",
    "Tag",
]
