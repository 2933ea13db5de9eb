"""Which times do these words mean? `read` is the whole of it; see `reading`."""

from fifteen.method.times.reading import language_of, names_time, read
from fifteen.method.times.words import Asked, Span, Time, TimeKind, Understood

__all__ = ["Asked", "Span", "Time", "TimeKind", "Understood", "language_of", "names_time", "read"]
