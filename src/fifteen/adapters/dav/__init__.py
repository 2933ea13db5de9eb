"""WebDAV for calendars and address books: a small client, no more than both need."""
