"""From scores to chains; mirrored by `Sources/Language/Coreference/ChainBuilder.swift`."""
import numpy as np

from features import CORE, lowered

NAMES = 4  # names of people that a chain remembers


def conflict(a, b):
    """True when two chains can't be one: both sexes, or people of different names."""
    if (a["gender"] | b["gender"]) == 3:
        return True
    for x in a["names"]:
        for y in b["names"]:
            if x[-1] != y[-1] and not set(x) & set(y) or x[-1] == y[-1] and x[0] != y[0]:
                return True
    return False


def chains(m, pairs, scores, none, bias):
    """Clusters of two or more mentions: each mention joins its best candidate that beats "none" and doesn't clash."""
    n = m.size
    parent = list(range(n))

    def find(i):
        while parent[i] != i:
            i = parent[i]
        return i
    facts = []
    for k in range(n):
        b, e = m.name[k]
        named = m.kind[k] == 0 and m.label[k] == 1 and e - b > 1
        facts.append({"gender": 0 if m.gender[k] > 1 else 1 << int(m.gender[k]),
                      "names": [tuple(lowered(f) for f in m.document.forms[b:e][-CORE:])] if named else []})
    start = np.searchsorted(pairs[:, 0], np.arange(n + 1))
    for i in range(n):
        own = slice(start[i], start[i + 1])
        limit = none[i] - bias
        good = [(-s, -j) for s, j in zip(scores[own].tolist(), pairs[own, 1].tolist()) if s > limit]
        for s, j in sorted(good):
            a, b = find(i), find(-j)
            if a == b:
                break
            if conflict(facts[a], facts[b]):
                continue
            a, b = min(a, b), max(a, b)
            parent[b] = a
            facts[a]["gender"] |= facts[b]["gender"]
            for x in facts[b]["names"]:
                if x not in facts[a]["names"] and len(facts[a]["names"]) < NAMES:
                    facts[a]["names"].append(x)
            break
    found = {}
    for i in range(n):
        found.setdefault(find(i), []).append(i)
    return [c for c in found.values() if len(c) > 1]
