"""Lemma edit scripts, in the manner of UDPipe 2 (Straka 2018): few classes that generalize over words.

    script ::= case ";" front ";" back        e.g. "l;0;3,ake"  took -> take
             | "=" lemma                       e.g. "=be"        is   -> be
             | "#" the form without commas                       12,000 -> 12000
    case   ::= "l" lower | "t" first letter upper, rest lower | "u" upper | "k" as in the form
    front  ::= number of characters cut off [ "," characters put there ]
    back   ::= the same at the end

The form is normalized (typographic quotes and dashes) and lower-cased (but for "k") before the edits.
"""

import functools

from .text import normalize


def _lower(text: str) -> str:
    """Lower-cases characters one by one, so that lengths stay."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _upper(text: str) -> str:
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def _cased(case: str, text: str) -> str:
    if case == "l":
        return _lower(text)
    if case == "u":
        return _upper(text)
    if case == "t":
        return _upper(text[:1]) + _lower(text[1:])
    return text


def _longest_common(a: str, b: str) -> tuple[int, int, int]:
    """Start in `a`, start in `b`, length of the longest common substring; the leftmost one on ties."""
    best = (0, 0, 0)
    previous = [0] * (len(b) + 1)
    for i in range(len(a)):
        row = [0] * (len(b) + 1)
        for j in range(len(b)):
            if a[i] == b[j]:
                row[j + 1] = previous[j] + 1
                if row[j + 1] > best[2]:
                    best = (i - row[j + 1] + 1, j - row[j + 1] + 1, row[j + 1])
        previous = row
    return best


def _edit(cut: int, add: str) -> str:
    return f"{cut},{add}" if add else str(cut)


@functools.lru_cache(maxsize=None)
def script(form: str, lemma: str) -> str:
    """The script that makes `lemma` from `form`."""
    form = normalize(form)
    if "," in form and lemma and form.replace(",", "") == lemma:
        return "#"
    low, target = _lower(form), _lower(lemma)
    i, j, n = _longest_common(low, target)
    if n == 0 or ";" in lemma or "," in lemma and form != lemma:
        return "=" + lemma
    front, back = _edit(i, target[:j]), _edit(len(low) - i - n, target[j + n:])
    for case in "ltuk":
        candidate = f"{case};{front};{back}"
        if apply(candidate, form) == lemma:
            return candidate
    return "=" + lemma


@functools.lru_cache(maxsize=None)
def apply(script: str, form: str) -> str:
    """The lemma of `form`; the form itself where the script cuts more than there is."""
    if script.startswith("="):
        return script[1:]
    form = normalize(form)
    if script == "#":
        return form.replace(",", "")
    case, front, back = script.split(";")
    base = form if case == "k" else _lower(form)
    front_cut, _, front_add = front.partition(",")
    back_cut, _, back_add = back.partition(",")
    if int(front_cut) + int(back_cut) > len(base):
        return form
    stem = base[int(front_cut):len(base) - int(back_cut)]
    return _cased(case, front_add + stem + back_add)
