"""Mentions with their attributes, candidate pairs, and the features of both, all of them small integers.

A feature is a template and a value; its index is the template's offset plus the value. A mention or pair has exactly
one value of each template. Mirrored by `Sources/Language/Coreference` (MentionAttributes, MentionFeatures,
PairFeatures): change both, and the expected values of their test.
"""
import collections
import pathlib

import numpy as np

from mentions import candidates, yields

HERE = pathlib.Path(__file__).parent
LEXICON = HERE.parents[1] / "Sources/Language/Resources/coref-lexicon.tsv"
LABELS = ["", "Person", "Organization", "Place", "Event", "Work", "Time"]
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
XPOS = "NN NNS NNP NNPS PRP PRP$ DT CD".split()
RELATIONS = ("root nsubj nsubj:pass obj iobj obl obl:agent obl:unmarked nmod nmod:poss nmod:desc nmod:unmarked appos conj "
             "compound flat vocative dislocated parataxis ccomp xcomp advcl acl acl:relcl nsubj:outer list orphan amod "
             "nummod discourse dep csubj advmod det fixed").split()
ROLES = {"nsubj": 1, "nsubj:outer": 1, "nsubj:pass": 2, "obj": 3, "iobj": 4, "obl": 5, "obl:agent": 5, "obl:unmarked": 5,
         "nmod": 6, "nmod:poss": 7, "nmod:desc": 8, "compound": 8, "nmod:unmarked": 8, "appos": 9, "root": 10,
         "vocative": 11, "dislocated": 11, "parataxis": 12, "ccomp": 12, "advcl": 12, "xcomp": 12, "acl:relcl": 12}
WINDOW, PER_KEY, EXTRA, RECENT_NAMES, APPOSITION = 40, 6, 24, 10, 8
NAME_REACH, CORE, BEFORE, INITIALS = 8, 12, 12, 10  # bounds on the words that are looked at


class Lexicon:
    def __init__(self, path=LEXICON):
        self.pronouns, self.gender, self.person, self.speech, self.stop, self.qualifier = {}, {}, set(), set(), set(), set()
        self.forenames, self.determiners = {}, {}
        self.pronoun_rows = []
        for line in open(path, encoding="utf-8"):
            c = line.rstrip("\n").split("\t")
            if c[0] == "pronoun":
                self.pronouns[c[1]] = len(self.pronoun_rows) + 1
                self.pronoun_rows.append(c[1:])
            elif c[0] in ("male", "female"):
                self.gender[c[1]] = 0 if c[0] == "male" else 1
            elif c[0] == "determiner":
                self.determiners[c[1]] = len(self.determiners) + 1
            elif c[0] == "forename":
                self.forenames[c[1]] = 0 if c[2] == "m" else 1
            else:
                getattr(self, c[0]).add(c[1])


LEX = Lexicon()
P = 56  # room for pronouns; index P - 1 is any other pronoun
D = 48  # room for determiners
assert len(LEX.pronoun_rows) < P - 1 and len(LEX.determiners) < D
CLASSES = 19
PRONOUN_CLASS = {("1", "s"): 9, ("1", "p"): 10, ("2", "s"): 11, ("2", "p"): 11, ("2", "-"): 11}


def pronoun_class(row):
    form, person, number, gender, kind = row
    if kind == "demonstrative":
        return 16
    if kind == "indefinite":
        return 17
    if person in "12":
        return PRONOUN_CLASS[person, number]
    if number == "p":
        return 15
    return {"m": 12, "f": 13}.get(gender, 14)


def lowered(text):
    return text.lower().replace("’", "'")


def quotes(document):
    """The number of the quotation that each token stands in, 0 for none."""
    segment, current, count, length = [0] * len(document.forms), 0, 0, 0
    for i, form in enumerate(document.forms):
        opens = form in ("“", "``") or form == '"' and not current
        closes = form in ("”", "''") or form == '"' and current
        if current and (closes or length > 250):
            segment[i] = current
            current = 0
            continue
        if opens:
            count += 1
            current, length = count, 0
        segment[i] = current
        length += 1
    return segment, count


def speakers(document, segment, count):
    """The head word of each quotation's speaker, -1 for none: the subject of a verb of speech beside it."""
    subject = {}
    for i, r in enumerate(document.relations):
        if r in ("nsubj", "nsubj:pass") and document.heads[i] >= 0:
            subject.setdefault(document.heads[i], i)
    speaker = [-1] * (count + 1)
    for i, s in enumerate(segment):
        h = document.heads[i]
        if h < 0:
            continue
        t = segment[h]
        if s and t != s and speaker[s] < 0:
            # The quotation depends on a verb outside.
            if document.upos[h] == "VERB" and document.lemmas[h].lower() in LEX.speech and h in subject:
                speaker[s] = subject[h]
        if t and s != t and speaker[t] < 0 and document.relations[i] in ("parataxis", "ccomp", "root"):
            # The verb of speech hangs in the quotation.
            if document.upos[i] == "VERB" and document.lemmas[i].lower() in LEX.speech and i in subject:
                speaker[t] = subject[i]
    return speaker


class Mentions:
    """Attributes of a document's candidates as parallel arrays, in the order of `mentions.candidates`."""

    def __init__(self, document):
        d = self.document = document
        n = len(d.forms)
        entity = [-1] * n
        for k, (b, e, label) in enumerate(d.entities):
            for i in range(b, e):
                entity[i] = k
        low, high = yields(d)
        self.spans = candidates(d)
        m = len(self.spans)
        zeros = lambda: np.zeros(m, np.int64)
        (self.first, self.end, self.head, self.coordinated, self.sentence, self.kind, self.pronoun, self.cls, self.role,
         self.number, self.gender, self.label, self.person, self.quote, self.speaker_of,
         self.determiner, self.relation, self.inner) = (zeros() for _ in range(18))
        self.full, self.core, self.headword, self.words, self.modifiers, self.acronym, self.name = ([None] * m for _ in range(7))
        sentence = np.zeros(n, np.int64)
        for s, (b, e) in enumerate(d.sentences):
            sentence[b:e] = s
        self.segment, count = quotes(d)
        speaker = self.speaker = speakers(d, self.segment, count)
        speaks = set(s for s in speaker if s >= 0)
        for k, (b, e, h, c) in enumerate(self.spans):
            self.first[k], self.end[k], self.head[k], self.coordinated[k], self.sentence[k] = b, e, h, c, sentence[h]
            form, lemma, upos, xpos = lowered(d.forms[h]), lowered(d.lemmas[h]), d.upos[h], d.xpos[h]
            relation = d.relations[h]
            if relation == "conj" and d.heads[h] >= 0:
                relation = d.relations[d.heads[h]]
            self.relation[k] = RELATIONS.index(d.relations[h]) + 1 if d.relations[h] in RELATIONS else 0
            self.role[k] = ROLES.get(relation, 0)
            ent = entity[h]
            # A word inside a name that is not its head is a name of its own at best.
            self.inner[k] = ent >= 0 and d.entities[ent][0] <= d.heads[h] < d.entities[ent][1]
            label = 0 if ent < 0 or c or self.inner[k] else LABELS.index(d.entities[ent][2])
            self.label[k] = label
            self.quote[k] = self.segment[h]
            self.speaker_of[k] = h in speaks
            # The name, or the words up to the head.
            if label and label != 6:
                nb, ne = d.entities[ent][:2]
            elif upos == "PROPN":
                nb, ne = h, h + 1
                while nb > b and h - nb < NAME_REACH and d.upos[nb - 1] == "PROPN":
                    nb -= 1
                while ne < e and ne - h <= NAME_REACH and d.upos[ne] == "PROPN":
                    ne += 1
            else:
                nb, ne = b, h + 1
            pron = 0
            if upos in ("PRON", "DET") and not label:
                pron = LEX.pronouns.get(form, P - 1)
            if c:
                self.kind[k], self.cls[k] = 1, 18
            elif pron:
                self.kind[k] = 2
                self.cls[k] = pronoun_class(LEX.pronoun_rows[pron - 1]) if pron < P - 1 else 17
            elif upos == "PROPN" or label and label != 6:
                self.kind[k] = 0
                self.cls[k] = {1: 0, 2: 1, 3: 2}.get(label, 3)
            else:
                self.kind[k] = 1
                f = lowered(d.forms[b])
                self.cls[k] = (4 if f == "the" else 5 if f in ("this", "that", "these", "those") else
                               6 if any(d.relations[i] == "nmod:poss" and d.heads[i] == h for i in range(b, h)) else
                               7 if f in ("a", "an", "some", "any", "no", "another", "each", "every") else 8)
            if c:
                pron = 0
            self.pronoun[k] = pron
            f = lowered(d.forms[b])
            self.determiner[k] = LEX.determiners.get(f, 0)
            # Number, gender, person.
            number, gender, person = 2, 3, 0
            if c:
                number = 1
            elif pron and pron < P - 1:
                _, who, num, gen, _ = LEX.pronoun_rows[pron - 1]
                number = {"s": 0, "p": 1}.get(num, 2)
                gender = {"m": 0, "f": 1, "n": 2}.get(gen, 3)
                person = int(gen in "mf" or who in "12")
            elif pron:
                number = 2
            else:
                number = 1 if xpos in ("NNS", "NNPS") else 0
                person = int(label == 1 or lemma in LEX.person)
                if label == 1:
                    gender = LEX.forenames.get(lowered(d.forms[nb]), 3) if ne - nb > 1 else 3
                elif label in (2, 3, 4, 5, 6):
                    gender = 2
                for i in range(b, nb if self.kind[k] == 0 else h):
                    g = LEX.gender.get(lowered(d.forms[i]), 3)
                    if g < 2 and (label == 1 or i == h) and d.heads[i] == h:
                        gender = g
                g = LEX.gender.get(form, LEX.gender.get(lemma, 3))
                if self.kind[k] == 1 and g < 2:
                    gender, person = g, 1
            self.number[k], self.gender[k], self.person[k] = number, gender, person
            # Strings.
            fb, fe = b, e
            while fb < h and (d.upos[fb] == "DET" or d.upos[fb] == "PUNCT"):
                fb += 1
            while fe > h + 1 and d.forms[fe - 1] in ("'s", "’s", "'", "’"):
                fe -= 1
            self.full[k] = " ".join(lowered(f) for f in d.forms[fb:fe])
            cb = nb
            while cb < h and d.upos[cb] == "DET":
                cb += 1
            core = [lowered(f) for f in d.forms[cb:ne]]
            self.core[k] = " ".join(core) if not c else self.full[k]
            self.headword[k] = form if self.kind[k] != 1 else lemma
            if self.kind[k] == 0 and label == 1:
                self.headword[k] = core[-1] if core else form
            self.words[k] = set() if pron or c else {w for w in core[-CORE:] if w not in LEX.stop}
            self.modifiers[k] = set()
            if not pron and not c:
                # Words before the head or the name, and of an apposition: what else the thing is called.
                before = range(max(fb, nb - BEFORE), nb) if self.kind[k] == 0 else range(max(cb, h - BEFORE), h)
                self.modifiers[k] = {lowered(d.forms[i]) for i in before} - LEX.stop
                for i in range(h + 1, e):
                    if d.relations[i] == "appos" and d.heads[i] == h:
                        ab, ae = d.entities[entity[i]][:2] if entity[i] >= 0 else (max(low[i], h + 1), i + 1)
                        self.modifiers[k].update(
                            w for w in map(lowered, d.forms[max(ab, ae - APPOSITION):ae]) if w not in LEX.stop)
                if self.kind[k] == 0:
                    self.modifiers[k] -= self.words[k]
            self.name[k] = (nb, ne)
            initials = "".join(f[0] for f in d.forms[nb:min(ne, nb + INITIALS)] if f[:1].isupper()) if self.kind[k] == 0 else ""
            self.acronym[k] = initials.lower() if len(initials) > 1 else ""
        self.size = m

    def keys(self, k):
        """What an earlier mention must share to be a candidate from far away, and what this one offers to later ones."""
        if self.coordinated[k]:
            return ["=" + self.full[k]], []
        if self.kind[k] == 2:
            return ([f"#{self.cls[k]}"] if 9 <= self.cls[k] <= 13 else []), []
        wanted = sorted(self.words[k])
        if self.headword[k] not in self.words[k]:
            wanted.append(self.headword[k])
        if self.kind[k] == 0:
            if self.acronym[k]:
                wanted.append("@" + self.acronym[k])
            if " " not in self.core[k] and len(self.core[k]) > 1:
                wanted.append("@" + self.core[k].replace(".", ""))
        return wanted, sorted(self.modifiers[k] - self.words[k] - {self.headword[k]})

    def pairs(self):
        """[(anaphor, candidate)]: bounded many per anaphor, so linear in the length of the document."""
        table = collections.defaultdict(list)
        recent = []  # the latest mention of each recent name, oldest first
        result = []
        by_head = {}
        for k in range(self.size):
            by_head.setdefault(int(self.head[k]), k)
        for i in range(self.size):
            chosen = list(range(max(0, i - WINDOW), i))
            far = set()
            wanted, offered = self.keys(i)
            for key in wanted:
                far.update(j for j in table[key][-PER_KEY:] if j < i - WINDOW)
            far = set(sorted(far)[-EXTRA:])
            if self.kind[i] == 1 or 10 < self.cls[i] < 16:
                far.update(j for j in recent if j < i - WINDOW)
            chosen = sorted(far) + chosen
            s = self.speaker[self.quote[i]] if self.quote[i] else -1
            j = by_head.get(s, -1)
            if j > i and 9 <= self.cls[i] <= 10:
                chosen.append(j)
            result.extend((i, j) for j in chosen)
            for key in wanted + offered:
                table[key].append(i)
            if self.kind[i] == 0 and self.label[i] in (1, 2, 3):
                recent = [j for j in recent if self.core[j] != self.core[i]][-(RECENT_NAMES - 1):] + [i]
        return np.array(result, np.int64).reshape(-1, 2)


def log_bin(x, top):
    """0 1 2 3-4 5-8 9-16 … as 0 1 2 3 4 5 …"""
    x = np.asarray(x)
    return np.minimum(np.where(x <= 2, np.maximum(x, 0), np.ceil(np.log2(np.maximum(x, 1))).astype(np.int64) + 1), top)


class Templates:
    """Columns of features with the number of values of each."""

    def __init__(self):
        self.sizes, self.columns, self.names = [], [], []

    def add(self, name, column, size):
        column = np.asarray(column, np.int64)
        assert column.size == 0 or (column.min() >= 0 and column.max() < size), (name, column.min(), column.max(), size)
        self.columns.append(column)
        self.sizes.append(size)
        self.names.append(name)

    def indices(self):
        offsets = np.cumsum([0] + self.sizes[:-1])
        return np.stack(self.columns, 1) + offsets[None, :]


def mention_features(m):
    t = Templates()
    d = m.document
    cls, kind = m.cls, m.kind
    t.add("class", cls, CLASSES)
    t.add("pronoun", m.pronoun, P)
    t.add("relation", m.relation, len(RELATIONS) + 1)
    t.add("class role", cls * 13 + m.role, CLASSES * 13)
    governor = np.array([d.heads[h] for h in m.head], np.int64)
    t.add("governor", [UPOS.index(d.upos[g]) + 1 if g >= 0 else 0 for g in governor], 18)
    t.add("label", m.label, 7)
    t.add("number gender", m.number * 4 + m.gender, 12)
    t.add("person", m.person * 3 + kind, 6)
    t.add("xpos", [XPOS.index(d.xpos[h]) + 1 if d.xpos[h] in XPOS else 0 for h in m.head], len(XPOS) + 1)
    t.add("upos", [UPOS.index(d.upos[h]) for h in m.head], 17)
    t.add("length", kind * 8 + log_bin(m.end - m.first - 1, 7), 24)
    t.add("determiner", m.determiner, D)
    t.add("sentence", kind * 6 + log_bin(m.sentence, 5), 18)
    t.add("quote", (m.quote > 0) * 2 + m.speaker_of, 4)
    after = np.zeros(m.size, np.int64)
    for k in range(m.size):
        h = m.head[k]
        for i in range(h + 1, m.end[k]):
            if d.heads[i] == h:
                r = d.relations[i]
                after[k] |= 1 if r == "appos" else 2 if r.startswith("acl") else 4 if r == "nmod" else 0
    t.add("after", kind * 8 + after, 24)
    t.add("first in sentence", kind * 2 + (m.first == np.array([d.sentences[s][0] for s in m.sentence], np.int64) if m.size else kind), 6)
    for name, values in (("core", m.core), ("head", m.headword), ("full", m.full)):
        seen, before = collections.Counter(), []
        for v in values:
            before.append(seen[v])
            seen[v] += 1
        before = np.array(before, np.int64)
        behind = np.array([seen[v] for v in values], np.int64) - before - 1
        t.add(name + " before", kind * 5 + log_bin(before, 4), 15)
        t.add(name + " behind", kind * 5 + log_bin(behind, 4), 15)
    parent = np.array([d.relations[h] in ("compound", "nmod:desc", "amod") for h in m.head], np.int64)
    t.add("modifier", (kind * 2 + m.inner) * 2 + parent, 12)
    return t


def pair_features(m, pairs):
    t = Templates()
    d = m.document
    i, j = pairs[:, 0], pairs[:, 1]
    ci, cj, ki, kj = m.cls[i], m.cls[j], m.kind[i], m.kind[j]
    kk = ki * 3 + kj
    gap = m.sentence[i] - m.sentence[j]
    gap_bin = np.where(gap < 0, 0, log_bin(gap, 6) + 1)
    t.add("sentences", ci * 8 + gap_bin, CLASSES * 8)
    t.add("mentions", ci * 9 + np.where(j > i, 0, log_bin(i - j, 8)), CLASSES * 9)
    t.add("classes", ci * CLASSES + cj, CLASSES * CLASSES)
    same = (gap == 0).astype(np.int64)
    t.add("roles", (m.role[i] * 13 + m.role[j]) * 2 + same, 13 * 13 * 2)
    t.add("class role", ci * 13 + m.role[j], CLASSES * 13)
    t.add("pronouns", m.pronoun[i] * P + m.pronoun[j], P * P)
    # Strings.
    full, core, hw = np.array(m.full, object), np.array(m.core, object), np.array(m.headword, object)
    full_equal = (full[i] == full[j]).astype(np.int64)
    core_equal = (core[i] == core[j]).astype(np.int64)
    head_equal = (hw[i] == hw[j]).astype(np.int64)
    t.add("equal", kk * 8 + full_equal * 4 + core_equal * 2 + head_equal, 72)
    vocabulary = {w: k for k, w in enumerate(sorted(set().union(*m.words, *m.modifiers)))} if m.size else {}
    x = np.zeros((m.size, len(vocabulary) + 1), np.float32)
    y = np.zeros((m.size, len(vocabulary) + 1), np.float32)
    for k in range(m.size):
        for w in m.words[k]:
            x[k, vocabulary[w]] = 1
        for w in m.modifiers[k]:
            y[k, vocabulary[w]] = 1
    shared = np.rint(x @ x.T).astype(np.int64)[i, j]
    ni, nj = x.sum(1).astype(np.int64)[i], x.sum(1).astype(np.int64)[j]
    relation = np.where(shared == 0, 0, np.where((shared == ni) & (shared == nj), 1, np.where(
        shared == ni, 2, np.where(shared == nj, 3, 4))))
    t.add("words", (kk * 5 + relation) * 2 + head_equal, 90)
    everything = np.minimum(x + y, 1)
    cross = np.rint(everything @ x.T).astype(np.int64)
    degree = lambda c, n: np.where(c == 0, 0, np.where(c < n, 1, 2))
    t.add("description", kk * 9 + degree(cross[i, j], nj) * 3 + degree(cross[j, i], ni), 81)
    my = np.rint(y @ y.T).astype(np.int64)[i, j]
    yi, yj = y.sum(1).astype(np.int64)[i], y.sum(1).astype(np.int64)[j]
    mods = np.where((yi == 0) & (yj == 0), 0, np.where(yi == my, np.where(yj == my, 1, 2), np.where(yj == my, 3, np.where(my > 0, 4, 5))))
    t.add("modifiers", (kk * 6 + mods) * 2 + head_equal, 108)
    both = (ki == 0) & (kj == 0)
    first_form = np.array([lowered(d.forms[b]) for b, _ in m.name], object)
    single = np.array([e - b == 1 for b, e in m.name], bool)
    first_equal, one = first_form[i] == first_form[j], single[i] | single[j]
    names = np.where(head_equal > 0, np.where(one, 1, np.where(first_equal, 2, 3)),
                     np.where(first_equal & one, 4, np.where(shared > 0, 5, 0)))
    t.add("names", np.where(both, 1 + names * 3 + (m.label[i] == 1) + (m.label[j] == 1), 0), 19)
    acronym, plain = np.array(m.acronym, object), np.array([c.replace(".", "") if " " not in c else "\0" for c in m.core], object)
    initial = ((acronym[i] != "") & (acronym[i] == plain[j]) | (acronym[j] != "") & (acronym[j] == plain[i]))
    initial &= both
    t.add("acronym", initial, 2)
    best = np.select([full_equal > 0, core_equal > 0, initial, both & (head_equal > 0) & one, (head_equal > 0) & (mods < 3),
                      head_equal > 0, (shared > 0) & ((relation == 2) | (relation == 3)), shared > 0, cross[j, i] >= np.maximum(ni, 1),
                      cross[i, j] >= np.maximum(nj, 1)], range(1, 11), 0)
    t.add("best", (ci * 3 + kj) * 11 + best, CLASSES * 33)
    # Agreement.
    t.add("number", ((ki * 3 + kj) * 3 + m.number[i]) * 3 + m.number[j], 81)
    t.add("gender", (ki * 4 + m.gender[i]) * 4 + m.gender[j], 48)
    t.add("labels", m.label[i] * 7 + m.label[j], 49)
    t.add("class label", (ci * 7 + m.label[j]) * 2 + m.person[j], CLASSES * 14)
    t.add("person", (ki * 2 + m.person[i]) * 2 + m.person[j], 12)
    # Structure.
    nested = np.where((m.first[i] >= m.first[j]) & (m.end[i] <= m.end[j]), 1, np.where(
        (m.first[j] >= m.first[i]) & (m.end[j] <= m.end[i]), 2, 0))
    t.add("nested", nested * 3 + np.minimum(ki, 2), 9)
    heads = np.array(d.heads + [-1], np.int64)
    hi, hj = m.head[i], m.head[j]
    gi, gj = heads[hi], heads[hj]
    # How the governors of the two are related.
    ggi = np.where(gi >= 0, heads[gi], -1)
    tree = np.where(hi == hj, 1, np.where(gi == hj, 2, np.where(gj == hi, 3, np.where((gi == gj) & (gi >= 0), 4, np.where(
        (ggi == gj) & (gj >= 0), 5, np.where((ggi == hj), 6, np.where((np.where(ggi >= 0, heads[ggi], -1) == gj) & (gj >= 0), 7, 0)))))))
    t.add("tree", tree * CLASSES + ci, 8 * CLASSES)
    t.add("tree roles", np.where(np.isin(tree, (2, 3, 4, 5)), tree * 169 + m.role[i] * 13 + m.role[j], 0), 6 * 169)
    # Quotations: is the candidate in the same one, its speaker, in another one of the same speaker?
    speaker = np.array(m.speaker, np.int64)
    qi, qj = m.quote[i], m.quote[j]
    si, sj = np.where(qi > 0, speaker[qi], -1), np.where(qj > 0, speaker[qj], -1)
    q = np.where((qi > 0) & (si == hj), 1, np.where((qj > 0) & (sj == hi), 2, np.where((qi == qj), np.where(qi > 0, 3, 0), np.where(
        (qi > 0) & (qj > 0), np.where((si >= 0) & (si == sj), 4, 5), np.where(qi > 0, 6, 7)))))
    t.add("quote", (ci * 8 + q), CLASSES * 8)
    t.add("quote pair", (np.clip(ci - 8, 0, 10) * 11 + np.clip(cj - 8, 0, 10)) * 8 + q, 11 * 11 * 8)
    # Rivals: how many nearer candidates fit as well (kind of thing, number and gender don't clash)?
    clash = ((m.number[i] != m.number[j]) & (m.number[i] < 2) & (m.number[j] < 2)) | (
        (m.gender[i] != m.gender[j]) & (m.gender[i] < 3) & (m.gender[j] < 3)) | (nested > 0)
    fits = (~clash & (kj != 2)).astype(np.int64)
    total = np.cumsum(fits)
    start = np.searchsorted(i, i, side="left")
    last = np.searchsorted(i, i, side="right") - 1
    nearer = total[last] - total if len(i) else total
    t.add("rivals", ci * 14 + log_bin(nearer, 6) * 2 + (~clash), CLASSES * 14)
    seen, before = collections.Counter(), []
    for v, kind in zip(m.core, m.kind):
        before.append(seen[v] if kind == 0 else 0)
        seen[v] += 1
    before = np.array(before + [0], np.int64)
    t.add("salience", ci * 5 + log_bin(before[j], 4), CLASSES * 5)
    t.add("extent", (ki * 4 + log_bin(m.end[j] - m.first[j] - 1, 3)) * 2 + m.speaker_of[j], 24)
    return t
