"""From words to what the encoder sees: normalized characters, wordpieces, case classes.

The product's inference repeats these rules exactly; `reference.py` writes test vectors for it.
"""

import functools
import unicodedata

MAX_PIECES_PER_WORD = 8

# The treebanks write quotes and dashes in ASCII, so the encoder learns those; "--" is their dash between phrases.
CHARACTER_MAP = {ord(c): to for to, group in {"'": "’‘‚‛′`´", '"': "“”„‟″«»", "-": "–−‐‑‒", "--": "—―", "...": "…", " ": "\u00a0"}.items()
                 for c in group}

# Case classes of a word; class 0 belongs to [CLS] and [SEP].
SPECIAL, LOWER, TITLE, SINGLE_UPPER, ALL_UPPER, MIXED, NO_LETTER, DIGIT = range(8)


def normalize(word: str) -> str:
    """Maps typographic quotes, dashes and ellipses to ASCII."""
    return word.translate(CHARACTER_MAP)


@functools.lru_cache(maxsize=None)
def fold(word: str) -> str:
    """Normalized, lower-cased, without accents: the key of pieces and of gazetteer look-up."""
    return "".join(c for c in unicodedata.normalize("NFD", normalize(word).lower()) if unicodedata.category(c) != "Mn")


def is_punctuation(c: str) -> bool:
    code = ord(c)
    return 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126 or unicodedata.category(c)[0] == "P"


def is_cjk(code: int) -> bool:
    return (0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2A6DF or 0x2A700 <= code <= 0x2CEAF
            or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F)


@functools.lru_cache(maxsize=None)
def case_class(word: str) -> int:
    """One of the eight classes, from general categories (Lu and Lt are upper case, Nd is a digit)."""
    categories = [unicodedata.category(c) for c in word]
    if "Nd" in categories:
        return DIGIT
    letters = [c for c in categories if c[0] == "L"]
    upper = [c in ("Lu", "Lt") for c in letters]
    if not letters:
        return NO_LETTER
    if not any(upper):
        return LOWER
    if all(upper):
        return SINGLE_UPPER if len(letters) == 1 else ALL_UPPER
    return TITLE if upper[0] and not any(upper[1:]) else MIXED


class Wordpieces:
    """BERT's basic tokenization of single words, then greedy longest-match wordpieces."""

    def __init__(self, vocabulary: list[str]):
        self.vocabulary = vocabulary
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.start, self.end = (self.ids[t] for t in ("[UNK]", "[CLS]", "[SEP]"))
        self.pieces = functools.lru_cache(maxsize=None)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """At most eight ids, at least one."""
        found: list[int] = []
        for chunk in self._basic(fold(word)):
            found.extend(self._wordpiece(chunk))
        return tuple(found[:MAX_PIECES_PER_WORD]) or (self.unknown,)

    @staticmethod
    def _basic(text: str) -> list[str]:
        out = []
        for c in text:
            category = unicodedata.category(c)
            if c in "\t\n\r" or category == "Zs":
                out.append(" ")
            elif category[0] == "C" or c == "\ufffd":
                continue
            elif is_punctuation(c) or is_cjk(ord(c)):
                out.append(f" {c} ")
            else:
                out.append(c)
        return "".join(out).split()

    def _wordpiece(self, chunk: str) -> list[int]:
        if len(chunk) > 100:
            return [self.unknown]
        found, start = [], 0
        while start < len(chunk):
            end = len(chunk)
            while end > start:
                piece = self.ids.get(("##" if start else "") + chunk[start:end])
                if piece is not None:
                    break
                end -= 1
            else:
                return [self.unknown]
            found.append(piece)
            start = end
        return found
