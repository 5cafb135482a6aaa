#!/usr/bin/env python3
"""Derive countries.tsv and forenames.tsv of Sources/Graph/Resources/vocabulary from the shared gazetteers.

    vocabulary.py [--shared ../shared]

Only needed when the gazetteers change; the results are kept in the repository.
"""

import argparse
import csv
import gzip
import unicodedata
from collections import defaultdict
from pathlib import Path

# What news English calls a country, where the gazetteer's name is another.
COMMON = {"DR Congo": "Democratic Republic of the Congo", "Czechia": "Czech Republic", "Macau": "Macau"}
# Territories whose demonym belongs to somebody else.
NO_DEMONYM = {"British Indian Ocean Territory", "United States Minor Outlying Islands", "United States Virgin Islands",
              "British Virgin Islands", "Antarctica", "Heard Island and McDonald Islands", "Saint Martin", "Norfolk Island",
              "French Southern and Antarctic Lands", "Sint Maarten", "Dominica"}
# Spellings that are words or other names.
SKIPPED = {"Ireland", "Jersey", "Georgia"} & set()


def latin(text):
    return all("LATIN" in unicodedata.name(c, "") or not c.isalpha() for c in text)


def countries(folder):
    rows = list(csv.DictReader((folder / "countries.tsv").open(encoding="utf-8"), delimiter="\t"))
    taken = defaultdict(list)
    for row in rows:
        if row["demonym"] and row["name"] not in NO_DEMONYM:
            taken[row["demonym"].lower()].append(row)
    out = []
    for row in rows:
        name = COMMON.get(row["name"], row["name"])
        demonym = row["demonym"].lower()
        if row["name"] in NO_DEMONYM or (len(taken[demonym]) > 1 and row["independent"] != "True"):
            demonym = ""
        spellings = {row["name"], row["official"], *row["altSpellings"].split("|")} - {name, ""}
        spellings = sorted(s for s in spellings if latin(s) and len(s) > 3 and s not in SKIPPED)
        out.append((name, demonym, row["capital"] if row["independent"] == "True" else "", "|".join(spellings)))
    return sorted(out)


def forenames(folder):
    votes = defaultdict(lambda: [0, 0])
    for row in csv.DictReader((folder / "popular-forenames.tsv").open(encoding="utf-8"), delimiter="\t"):
        votes[row["name"].lower()][row["gender"] == "F"] += 1
    with gzip.open(folder / "us-politicians.tsv.gz", "rt", encoding="utf-8") as lines:
        people = {(row["full"], row["first"], row["gender"]) for row in csv.DictReader(lines, delimiter="\t")}
    for _, first, gender in people:
        if len(first.replace(".", "")) > 1:
            votes[first.lower()][gender == "F"] += 1
    out = []
    for name, (men, women) in sorted(votes.items()):
        if " " in name or not latin(name):
            continue
        out.append((name, "M" if men > 2 * women else "F" if women > 2 * men else ""))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", default=Path(__file__).resolve().parents[1].parent / "shared", type=Path)
    folder = parser.parse_args().shared / "data" / "gazetteers"
    target = Path(__file__).resolve().parents[1] / "Sources" / "Graph" / "Resources" / "vocabulary"
    for name, head, rows in (
        ("countries.tsv", "country\tdemonym\tcapital\tother spellings", countries(folder)),
        ("forenames.tsv", "forename\tgender (M, F or nothing)", forenames(folder)),
    ):
        lines = ["# " + head, "# Derived by training/vocabulary.py; see README.md for origin and licence."]
        (target / name).write_text("\n".join(lines + ["\t".join(r).rstrip("\t") for r in rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
