"""What kind of answer is it? `read` is the whole of it; see `reading`."""

from fifteen.method.answers.reading import read
from fifteen.method.answers.words import AnswerClass, Evidence, Found, Message, Named, Reading

__all__ = ["AnswerClass", "Evidence", "Found", "Message", "Named", "Reading", "read"]
