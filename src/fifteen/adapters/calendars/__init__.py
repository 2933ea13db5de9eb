"""Calendars of other programs: what is taken in them, invitations and what comes back."""
