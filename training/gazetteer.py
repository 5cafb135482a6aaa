"""Name lists as input features: every word carries the kinds of the listed names that it is part of."""

import gzip
import re
import unicodedata
from pathlib import Path

import numpy as np

from .text import fold, normalize

MAX_WORDS = 5
BITS = ["forename-m", "forename-f", "surname", "country", "demonym", "city", "region", "organization", "person",
        "armed-group", "common-surname", "actor-place", "many-first", "many-inside"]
BIT = {name: 1 << i for i, name in enumerate(BITS)}
MASK64 = (1 << 64) - 1


def fnv1a(text: str) -> int:
    """FNV-1a, 64 bits, over UTF-8."""
    h = 0xCBF29CE484222325
    for byte in text.encode():
        h = ((h ^ byte) * 0x100000001B3) & MASK64
    return h


def has_capital(word: str) -> bool:
    return any(unicodedata.category(c) in ("Lu", "Lt") for c in word)


def _words(name: str) -> list[str]:
    """Splits a listed name as the treebanks split text: hyphens apart, clitics apart."""
    name = re.sub(r"\([^)]*\)", " ", normalize(name)).replace("_", " ")
    return re.sub(r"('s)(?= |$)", r" \1", re.sub(r"(?<=\w)-(?=\w)", " - ", name)).replace(",", " , ").split()


def _lines(path: Path) -> list[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", errors="replace") as file:
        return file.read().splitlines()


class Gazetteer:
    """Folded n-grams with their bits."""

    def __init__(self, entries: dict[str, int]):
        self.entries = entries
        self.prefixes = {k.split(" ")[0] for k in entries if " " in k}

    def match(self, words: list[str], any_case: bool = False) -> np.ndarray:
        """Bits per word: those of the word alone, and those of the greedy longest match of 2 to 5 words over it.

        A match must have a capital letter in its first word, unless `any_case`.
        """
        keys = [fold(w) for w in words]
        capital = [any_case or has_capital(w) for w in words]
        bits = np.zeros(len(words), dtype=np.int32)
        for i, key in enumerate(keys):
            if capital[i]:
                bits[i] |= self.entries.get(key, 0) if key else 0
        i = 0
        while i < len(words):
            step = 1
            if capital[i] and keys[i] in self.prefixes:
                for n in range(min(MAX_WORDS, len(words) - i), 1, -1):
                    found = self.entries.get(" ".join(keys[i:i + n]))
                    if found:
                        bits[i:i + n] |= found
                        bits[i] |= BIT["many-first"]
                        bits[i + 1:i + n] |= BIT["many-inside"]
                        step = n
                        break
            i += step
        return bits


def build(folder: Path, cameo: Path) -> Gazetteer:
    """All lists of `shared/data` but those of weak provenance (`*-all`)."""
    entries: dict[str, int] = {}

    def add(name: str, bit: str, least: int = 1) -> None:
        words = [fold(w) for w in _words(name)]
        if not least <= len(words) <= MAX_WORDS or not all(words):
            return
        key = " ".join(words)
        if len(key) > 1 and not key.isdigit():
            entries[key] = entries.get(key, 0) | BIT[bit]

    def table(name: str):
        rows = [line.split("\t") for line in _lines(folder / name)]
        return [dict(zip(rows[0], row)) for row in rows[1:]]

    forenames: dict[str, set[str]] = {}
    for row in table("popular-forenames.tsv"):
        add(row["name"], "forename-f" if row["gender"] == "F" else "forename-m")
        forenames.setdefault(row["name"].lower(), set()).add(row["gender"])
    for name in _lines(folder / "first-names-us.txt"):
        if name.lower() not in forenames:  # the list does not tell the gender: both bits
            add(name, "forename-m"), add(name, "forename-f")
    for row in table("popular-surnames.tsv"):
        add(row["name"], "surname"), add(row["name"], "common-surname")
    for name in _lines(folder / "surnames-us.txt.gz"):
        add(name, "surname")
    for row in table("us-politicians.tsv.gz"):
        add(row["full"], "person", 2), add(f"{row['first']} {row['last']}", "person", 2)
        add(row["last"], "common-surname"), add(row["last"], "surname")
        add(row["first"], "forename-f" if row["gender"] == "F" else "forename-m")
    for row in table("countries.tsv"):
        for name in [row["name"], row["official"], *row["altSpellings"].split("|")]:
            if len(name) > 3:
                add(name, "country")
        add(row["capital"], "city")
        for name in row["demonym"].split(", "):
            add(name, "demonym"), add(name + "s", "demonym")
    for row in table("cities.tsv.gz"):
        add(row["name"], "city"), add(row["subcountry"], "region"), add(row["country"], "country")
    _cameo(cameo, add)
    return Gazetteer(entries)


def _cameo(folder: Path, add) -> None:
    """The actor dictionaries: a block of names, then codes in brackets; dated codes belong to people."""
    for file, kind in (("Phoenix.Countries.actors.txt.gz", "actor-place"), ("Phoenix.International.actors.txt.gz", "organization"),
                       ("Phoenix.MilNonState.actors.txt", "armed-group")):
        names: list[str] = []
        codes: list[str] = []
        for line in [*_lines(folder / file), "END"]:
            text = line.split("#")[0].rstrip()
            if not text.strip():
                continue
            if not text.startswith((" ", "\t", "+", "[")) and codes:
                person = any(re.search(r"\d{5,}|ELI", c) for c in codes)
                place = all(re.fullmatch(r"[A-Z]{3}", c.strip()) for c in codes)
                for name in names:
                    if person:
                        add(name, "person", 2)
                    elif kind == "actor-place" and not place:
                        add(name, "organization", 2)
                    else:
                        add(name, kind)
                names, codes = [], []
            codes += re.findall(r"\[([^]]*)\]", text)
            name = text.split("[")[0].strip().lstrip("+").rstrip("_").strip()
            if name and len(name) > 2:
                names.append(name)
