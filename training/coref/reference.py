#!/usr/bin/env python3
"""Writes what the resolver of the product must compute, for its test of being the same as the training program.

    reference.py KEPT SPLIT OUT            documents that `train.py --keep` wrote
    reference.py --conllu FILE OUT         a CoNLL-U file, entities as `Entity=Person` … on their words (BIO by repetition)

One JSON object per document: tokens, sentences, entities, the mentions with their features, and for each mention its
candidates and a hash (FNV-1a over 32-bit numbers) of their features.
"""
import json
import pickle
import sys

from document import read_conllu
from features import Mentions, mention_features, pair_features


def fnv(numbers):
    h = 0xCBF29CE484222325
    for n in numbers:
        h = ((h ^ n) * 0x100000001B3) & (1 << 64) - 1
    return h


def row(d):
    m = Mentions(d)
    pairs = m.pairs()
    mf, pf = mention_features(m).indices().tolist(), pair_features(m, pairs).indices().tolist()
    candidates = [[] for _ in range(m.size)]
    numbers = [[] for _ in range(m.size)]
    for (i, j), f in zip(pairs.tolist(), pf):
        candidates[i].append(j)
        numbers[i].extend(f)
    return {"name": d.name, "tokens": [list(t) for t in zip(d.forms, d.lemmas, d.upos, d.xpos, d.heads, d.relations)],
            "sentences": d.sentences, "entities": d.entities,
            "mentions": [[b, e, h, int(c)] for b, e, h, c in m.spans], "features": mf, "candidates": candidates,
            "hashes": [str(fnv(n)) for n in numbers]}


def with_entities(path):
    documents = read_conllu(open(path, encoding="utf-8"))
    marks = [line.rstrip("\n").split("\t")[9] for line in open(path, encoding="utf-8") if line[:1].isdigit()]
    k = 0
    for d in documents:
        own, k = marks[k:k + len(d.forms)], k + len(d.forms)
        i = 0
        while i < len(own):
            e = i + 1
            if own[i].startswith("Entity="):
                while e < len(own) and own[e] == own[i]:
                    e += 1
                d.entities.append((i, e, own[i][7:]))
            i = e
    return documents


if __name__ == "__main__":
    if sys.argv[1] == "--conllu":
        documents = with_entities(sys.argv[2])
    else:
        documents = pickle.load(open(sys.argv[1], "rb"))[sys.argv[2]]
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        for d in documents:
            out.write(json.dumps(row(d), ensure_ascii=False, separators=(",", ":")) + "\n")
