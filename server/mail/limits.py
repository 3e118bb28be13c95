"""How much of a mail is read. More is left out and said; the raw mail is kept whole. And the list of what was said."""

MEGABYTE = 1024 * 1024

MOST_BYTES = 40 * MEGABYTE
MOST_PARTS = 500
MOST_DEPTH = 20
MOST_HEADERS = 2_000
HEADER_BYTES = 256 * 1024
HEAD_BYTES = MEGABYTE
MOST_ADDRESSES = 500
# Of what people read. A longer text is cut, and comes along whole as a file.
TEXT_LETTERS = 1_000_000
HTML_LETTERS = 2_000_000
SUBJECT_LETTERS = 998
NAME_LETTERS = 200
# For the child that reads: what it may take before it is killed.
SECONDS = 10
CHILD_BYTES = 700 * MEGABYTE

MOST_PROBLEMS = 20


class Problems:
    """Sentences for people about one mail, each once, in the order they came up."""

    def __init__(self):
        self._sentences: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        if len(self._sentences) < MOST_PROBLEMS:
            self._sentences.setdefault(sentence)

    def all(self) -> tuple[str, ...]:
        return tuple(self._sentences)
