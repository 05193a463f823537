"""A page of the program as a browser reads it."""

from collections import Counter
from html.parser import HTMLParser


class Page(HTMLParser):
    """The tags of a page, and what it shows."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.shown, self._open = Counter(), [], []
        self.feed(text)
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        assert not {"src", "href"} & {name for name, _ in attrs}, "a page that needs nothing else"
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] != "style":
            self.shown.append(data)
