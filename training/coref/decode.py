"""From scores to chains; mirrored by `Sources/Language/Coreference/ChainBuilder.swift` and `Referent.swift`."""
import numpy as np

from features import CORE, LEX, lowered

NAMES = 4  # names of people that a chain remembers
BEARERS = 8  # names with a title that are remembered
TITLE = 6  # words of a title
NAMED = ("appos", "flat", "nmod:unmarked", "dep")  # how a name may hang on the title before it


def conflict(a, b):
    """True when two chains can't be one: both sexes, or people of different names."""
    if (a["gender"] | b["gender"]) == 3:
        return True
    return any(differ(x, y) for x in a["names"] for y in b["names"])


def differ(x, y):
    """True for names that two people have: a short one that isn't part of the long one, or two unlike long ones."""
    if len(x) == 1 and len(y) == 1:
        return False
    if x[-1] == y[-1] and len(x) > 1 and len(y) > 1:
        return x[0] != y[0]
    return not set(x) & set(y)


def referents(m):
    """What each mention says of its referent: sex, names of people."""
    d = m.document
    label = {}
    for entity in d.entities:
        for i in range(*entity[:2]):
            label[i] = entity
    children = {}
    for i, h in enumerate(d.heads):
        children.setdefault(h, []).append(i)
    result = []
    for k in range(m.size):
        names = []
        if m.kind[k] == 0 and m.label[k] == 1:
            names.append(m.name[k])
        elif m.kind[k] == 1 and not m.coordinated[k]:
            h = m.head[k]
            for i in children.get(h, []):
                if h < i < m.end[k] and d.relations[i] in NAMED and i in label and label[i][2] == "Person":
                    names.append(label[i][:2])
        result.append({"gender": 0 if m.gender[k] > 1 else 1 << int(m.gender[k]),
                       "names": [tuple(lowered(f) for f in d.forms[b:e][-CORE:]) for b, e in names[:NAMES]]})
    return result


def title(m, k):
    """The words of a description by title ("the Russian president"), without the article; None for other mentions."""
    d, b, e = m.document, m.first[k], m.end[k]
    if lowered(d.forms[b]) != "the" or m.coordinated[k] or m.number[k] != 0 or e - b > TITLE or m.label[k] not in (0, 6):
        return None
    words = {lowered(f) for f in d.forms[b:e]} - LEX.stop
    return words if words & LEX.person else None


def bears(m, k, i, words):
    """True if the name k has these words of i before it, and none that makes another title of them ("vice", "former")."""
    return (words <= m.modifiers[k] and not (m.modifiers[k] - words) & LEX.qualifier
            and not (m.first[k] <= m.first[i] and m.end[i] <= m.end[k]))


def chains(m, pairs, scores, none, bias):
    """Clusters of two or more mentions: each mention joins its best candidate that beats "none" and doesn't clash.

    Once names have been called "president", "the president" joins chains of such names only; and if no candidate beats
    "none", it is the one person who has been called so.
    """
    n = m.size
    parent = list(range(n))

    def find(i):
        while parent[i] != i:
            i = parent[i]
        return i
    facts, borne = referents(m), {}

    def join(a, b):
        a, b = min(a, b), max(a, b)
        parent[b] = a
        facts[a]["gender"] |= facts[b]["gender"]
        for x in facts[b]["names"]:
            if x not in facts[a]["names"] and len(facts[a]["names"]) < NAMES:
                facts[a]["names"].append(x)
    start = np.searchsorted(pairs[:, 0], np.arange(n + 1))
    for i in range(n):
        own = slice(start[i], start[i + 1])
        limit = none[i] - bias
        words = title(m, i)
        named = {k for w in (words or set()) & LEX.person for k in borne.get(w, [])}
        bearers = {find(k) for k in named if bears(m, k, i, words)}
        good = [(-s, -j) for s, j in zip(scores[own].tolist(), pairs[own, 1].tolist()) if s > limit]
        joined = False
        for s, j in sorted(good):
            a, b = find(i), find(-j)
            if a == b:
                joined = True
                break
            if conflict(facts[a], facts[b]) or bearers and b not in bearers:
                continue
            join(a, b)
            joined = True
            break
        if not joined and len(bearers) == 1:
            a, b = find(i), min(bearers)
            if a != b and not conflict(facts[a], facts[b]):
                join(a, b)
        if m.kind[i] == 0 and m.label[i] == 1:
            for w in m.modifiers[i]:
                if w in LEX.person:
                    borne[w] = borne.get(w, [])[-(BEARERS - 1):] + [i]
    found = {}
    for i in range(n):
        found.setdefault(find(i), []).append(i)
    return [c for c in found.values() if len(c) > 1]
