#!/usr/bin/env python3
"""Writes Sources/Language/Resources/coref-lexicon.tsv from words.txt and the gazetteers of given names.

    lexicon.py DATA
"""
import collections
import pathlib
import sys

from document import opened

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parents[1] / "Sources/Language/Resources/coref-lexicon.tsv"


def main(data):
    rows, names = [], collections.defaultdict(set)
    for line in (HERE / "words.txt").read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind in ("#", ""):
            continue
        words = rest.split()
        if kind == "pronoun":
            rows.append(["pronoun", *words])
        elif kind == "forename":
            for word in words[1:]:
                if "-" not in word:
                    names[word].add(words[0])
        else:
            rows.extend([kind, word] for word in words)
    for line in list(opened(pathlib.Path(data, "gazetteers/popular-forenames.tsv")))[1:]:
        name, gender, country = line.rstrip("\n").split("\t")
        if " " not in name:
            names[name.lower()].add(gender.lower())
    for line in list(opened(pathlib.Path(data, "gazetteers/us-politicians.tsv")))[1:]:
        columns = line.split("\t")
        names[columns[1].split()[0].lower()].add(columns[3].lower())
    for name, genders in sorted(names.items()):
        if len(genders) == 1:
            rows.append(["forename", name, genders.pop()])
    seen, lines = set(), []
    for row in rows:
        line = "\t".join(row)
        if line not in seen:
            seen.add(line)
            lines.append(line)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


main(*sys.argv[1:])
