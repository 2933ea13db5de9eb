"""What the timeline calls facts, ways of writing, reasons to rest and things caught in a talk."""

from __future__ import annotations

from fifteen.method.words import Channel

FACTS = {
    **{"email": "mail address", "phone": "telephone", "tie_kind": "tie"},
    "tie_via": "through whom",
    "why": "why you write",
    "read": "what you read",
    "zone": "time zone",
    "link": "profile",
    "schools": "school",
    "topics": "what they talk about",
    "first_message": "first message",
    "last_message": "last message",
    "channel": "how they talk",
    "monthly": "how often they talk",
    "programme": "through which programme they offered it",
}
CHANNELS = {
    Channel.MAIL: "by mail",
    Channel.MESSAGE: "by message",
    Channel.PHONE: "by phone",
    Channel.IN_PERSON: "in person",
    Channel.POST: "by post",
}
RESTS = {
    "silence": "No answer for long; it rests.",
    "chosen": "You chose to let it rest.",
    "expired": "No answer within three working days; the programme let it rest.",
}
CAUGHT = {
    "insight": "You noted an insight",
    "name": "A name came up",
    "promise": "A promise came up",
    "opening": "An opening was mentioned",
}
