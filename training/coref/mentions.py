"""Mention candidates of a document, from its tree and its entities.

A candidate has a head word; its span is the yield of the head without clausal and coordinated dependents (the span
rules of OntoNotes as OntoGUM applies them). The first conjunct of a coordination gives a second candidate with all
conjuncts. Mirrored by `Sources/Language/Coreference/MentionCandidates.swift`.
"""

# Dependents that belong to the span, by the side on which they stand.
LEFT = {"det", "amod", "compound", "nmod:poss", "nmod:desc", "nummod", "det:predet", "dep", "flat", "appos",
        "nmod:unmarked", "fixed", "goeswith"}
RIGHT = {"nmod", "flat", "appos", "case", "acl:relcl", "acl", "nmod:unmarked", "amod", "det", "compound", "fixed",
         "nummod", "nmod:desc", "advcl:relcl", "nmod:poss", "goeswith"}
RELATIVE = {"WDT", "WP", "WP$", "WRB", "EX"}
OPENERS, CLOSERS = set("([{“‘\"'") | {"``", "-LRB-", "-LSB-"}, set(")]}”’\"'") | {"''", "-RRB-", "-RSB-"}


def yields(document):
    """[(first, end)] of every token's subtree; linear, and total on graphs with cycles."""
    n = len(document.forms)
    low, high, waiting = list(range(n)), list(range(1, n + 1)), [0] * n
    for h in document.heads:
        if h >= 0:
            waiting[h] += 1
    ready = [i for i in range(n) if waiting[i] == 0]
    while ready:
        i = ready.pop()
        h = document.heads[i]
        if h >= 0:
            low[h], high[h] = min(low[h], low[i]), max(high[h], high[i])
            waiting[h] -= 1
            if waiting[h] == 0:
                ready.append(h)
    return low, high


def trim(document, first, head, end):
    while first < head and document.upos[first] == "PUNCT":
        first += 1
    while end > head + 1 and document.upos[end - 1] == "PUNCT":
        if document.forms[end - 1] in CLOSERS and any(f in OPENERS for f in document.forms[first:end - 1]):
            break
        end -= 1
    return first, end


def candidates(document):
    """[(first, end, head, coordinated)] ordered by (first, -end)."""
    low, high = yields(document)
    n = len(document.forms)
    children = [[] for _ in range(n)]
    for i, h in enumerate(document.heads):
        if h >= 0:
            children[h].append(i)
    found = {}
    for h in range(n):
        upos, xpos, relation = document.upos[h], document.xpos[h], document.relations[h]
        if not (upos in ("NOUN", "PROPN", "PRON") or (upos in ("DET", "NUM") and relation in (
                "nsubj", "nsubj:pass", "obj", "obl", "iobj", "nmod", "conj", "root"))):
            continue
        if xpos in RELATIVE or relation in ("fixed", "flat", "goeswith", "expl"):
            continue
        first, end, last_conjunct = h, h + 1, -1
        personal = xpos in ("PRP", "PRP$")
        for k in [] if personal else children[h]:
            r = document.relations[k]
            if k < h and r in LEFT:
                first = min(first, low[k])
            elif k > h and r in RIGHT:
                end = max(end, high[k])
            elif k > h and r == "conj":
                last_conjunct = k
        # Cut at coordination: the yield of the last dependent before a conjunct may not pass it.
        span = trim(document, first, h, end)
        found.setdefault(span, (h, False))
        if last_conjunct >= 0:
            span = trim(document, first, h, max(end, high[last_conjunct]))
            found.setdefault(span, (h, True))
    return sorted(((b, e, h, c) for (b, e), (h, c) in found.items()), key=lambda m: (m[0], -m[1]))
