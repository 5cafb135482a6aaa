"""A plain regular-expression tokenizer in the style of EWT: only for trying models on raw text during training.

The product has a tokenizer of its own.
"""

import re

from .corpora import Document, Sentence

_ABBREVIATIONS = set("mr mrs ms dr prof gen sen rep gov lt col sgt capt rev hon st jr sr inc corp co ltd u.s u.k u.n d.c jan feb mar "
                     "apr jun jul aug sep sept oct nov dec no vs e.g i.e etc".split())
_TOKEN = re.compile(
    r"https?://\S+|\S+@\S+\.\w+|(?:[A-Za-z]\.){2,}|[A-Za-z]\.(?=\s)|\d+(?:[.,:]\d+)*|[A-Za-z]+\.(?=\s|,)|\w+(?:[’']\w+)*[’']?|\.\.\.|--+|\S",
    re.UNICODE)
_CLITIC = re.compile(r"^(.+?)(n[’']t|[’'](?:s|S|re|ve|ll|d|m|RE|VE|LL|D|M)|[’'])$")


def _pieces(text: str, start: int):
    for match in _TOKEN.finditer(text):
        word, at = match.group(), start + match.start()
        if word.endswith(".") and re.fullmatch(r"[^\W\d_]+\.", word) and word[:-1].lower() not in _ABBREVIATIONS and len(word) > 2:
            yield word[:-1], at
            yield ".", at + len(word) - 1
            continue
        low = word.lower()
        if low == "cannot":
            yield word[:3], at
            yield word[3:], at + 3
            continue
        clitic = _CLITIC.match(word)
        if clitic and not word.startswith(("'", "’")):
            yield clitic.group(1), at
            yield clitic.group(2), at + len(clitic.group(1))
        else:
            yield word, at


def document(name: str, text: str) -> Document:
    """Sentences with `spans` (UTF-8 offsets of each word) beside the words."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        words = list(_pieces(line.group(), line.start()))
        current: list[tuple[str, int]] = []
        for i, (word, at) in enumerate(words):
            current.append((word, at))
            following = words[i + 1] if i + 1 < len(words) else None
            closing = following and following[0] in "\"'”’)]" and following[1] == at + len(word)
            ends = word in (".", "!", "?", "...") or word in "\"'”’)" and len(current) > 1 and current[-2][0] in (".", "!", "?")
            spaced = following and following[1] > at + len(word)
            if following and ends and spaced and not closing and (following[0][0].isupper() or following[0][0] in "\"“‘([0123456789"):
                found.append(current)
                current = []
        if current:
            found.append(current)
    offsets = [0]
    for c in text:
        offsets.append(offsets[-1] + len(c.encode()))
    sentences = []
    for number, words in enumerate(found):
        sentence = Sentence([w for w, _ in words], f"{name}-{number}")
        sentence.spans = [(offsets[a], offsets[a + len(w)]) for w, a in words]
        sentences.append(sentence)
    return Document(name, sentences, "raw")
