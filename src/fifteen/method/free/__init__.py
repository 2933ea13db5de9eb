"""When the seeker has time, and which of those times to offer. Pure: facts in, times out."""
