"""The method, pure: no Django, no clock, no network; time and randomness are arguments."""
