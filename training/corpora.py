"""Readers of the training data: documents of sentences with whatever layers a source has."""

import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

TYPES = ["PER", "ORG", "LOC", "EVENT", "WORK", "TIME"]
NER_LABELS = ["O"] + [f"{p}-{t}" for t in TYPES for p in "BIES"]
NER_ID = {label: i for i, label in enumerate(NER_LABELS)}
ALL_LABELS = (1 << len(NER_LABELS)) - 1
OUTSIDE = 1


def type_mask(*types: str) -> int:
    return sum(1 << NER_ID[f"{p}-{t}"] for t in types for p in "BIES")


@dataclass
class Sentence:
    """Words with optional layers; `ner` holds, per word, the bit set of labels that the source allows."""

    words: list[str]
    id: str = ""
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    rels: list[str] | None = None
    ner: list[int] | None = None
    space_after: list[bool] | None = None
    mention_heads: dict[int, int] = field(default_factory=dict)  # nominal word -> its coreference cluster, or -1


@dataclass
class Document:
    id: str
    sentences: list[Sentence]
    source: str


def lines(path: Path) -> list[str]:
    if not path.exists():
        path = path.with_name(path.name + ".gz")
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return file.read().split("\n")


def conllu(path: Path, source: str) -> list[Document]:
    documents: list[Document] = []
    rows: list[list[str]] = []
    sent_id = ""
    for line in [*lines(path), ""]:
        if line.startswith("# newdoc"):
            documents.append(Document(line.split("=")[1].strip() if "=" in line else str(len(documents)), [], source))
        elif line.startswith("# sent_id"):
            sent_id = line.split("=")[1].strip()
        elif line and not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif not line and rows:
            if not documents:
                documents.append(Document("1", [], source))
            column = lambda i: [r[i] for r in rows]
            documents[-1].sentences.append(Sentence(
                column(1), sent_id, column(3), column(4), column(2), [int(h) if h.isdigit() else 0 for h in column(6)], column(7),
                space_after=["SpaceAfter=No" not in r[9] for r in rows]))
            rows = []
    return documents


def bio(path: Path) -> list[tuple[list[str], list[str], str, bool]]:
    """(words, raw tags, sentence id, starts a document) of every sentence."""
    out, words, tags, sent_id, first = [], [], [], "", True
    for line in [*lines(path), ""]:
        if "\t" in line:
            parts = line.split("\t")
            words.append(parts[0])
            tags.append(parts[2] if len(parts) > 2 else parts[1])
        elif line.startswith("# newdoc"):
            first = True
        elif line.startswith("# sent_id"):
            sent_id = line.split("=")[1].strip()
        elif not line.strip() and words:
            out.append((words, tags, sent_id, first))
            words, tags, first = [], [], False
    return out


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """(first, last, type) of BIO tags."""
    out: list[list] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        prefix, kind = tag.split("-", 1)
        if prefix == "I" and out and out[-1][1] == i - 1 and out[-1][2] == kind:
            out[-1][1] = i
        else:
            out.append([i, i, kind])
    return [tuple(s) for s in out]


def span_masks(first: int, last: int, types: tuple[str, ...], or_outside: bool) -> list[int]:
    """Allowed labels of the words of a span that has one of the types (or is none)."""
    out = []
    for i in range(first, last + 1):
        prefix = "S" if first == last else "B" if i == first else "E" if i == last else "I"
        out.append(sum(1 << NER_ID[f"{prefix}-{t}"] for t in types) | (OUTSIDE if or_outside else 0))
    return out


def lattice(n: int, found: list[tuple[int, int, str]], kinds: dict[str, tuple[tuple[str, ...], bool]], outside: int) -> list[int]:
    """Allowed labels of a sentence: `outside` for words in no span; `kinds` maps a raw type to (types, may be none)."""
    out = [outside] * n
    for first, last, kind in found:
        if kind in kinds:
            types, optional = kinds[kind]
            out[first:last + 1] = span_masks(first, last, types, optional) if types else [OUTSIDE] * (last - first + 1)
    return out


# --- time expressions ---------------------------------------------------------------------------------------------------

_MONTHS = ("january february march april may june july august september october november december "
           "jan feb mar apr jun jul aug sep sept oct nov dec").split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
_NOW = "today yesterday tomorrow tonight".split()
_UNITS = ("second minute hour day night week weekend fortnight month quarter year decade century morning afternoon evening noon "
          "midnight spring summer autumn fall winter seconds minutes hours days nights weeks weekends months years decades "
          "centuries mornings evenings").split()
_POINT = "last next this past previous following early late earlier later coming ago recent".split()
_GLUE = ("the a an of in on , - / ' 's and to mid about around one two three four five six seven eight nine ten eleven twelve "
         "first second third fourth same each every am pm a.m. p.m. a.m p.m gmt utc est bc ad bce ce local time o'clock").split()
_LEXICON = set(_MONTHS + _DAYS + _NOW + _UNITS + _POINT + _GLUE)


def is_time(words: list[str]) -> bool:
    """Whether a span that the source calls a time is a date or time expression of its own (not `that time`)."""
    low = [w.lower().rstrip(".") or w for w in words]
    known = all(w in _LEXICON or w + "." in _LEXICON or re.fullmatch(r"'?\d[\d:.,]*(st|nd|rd|th|s)?(am|pm)?", w) for w in low)
    year = any(re.fullmatch(r"(1\d|20)\d\d(s)?", w) for w in low)
    anchor = any(w in _MONTHS or w in _DAYS or w in _NOW for w in low)
    relative = any(w in _POINT for w in low) and any(w in _UNITS for w in low)
    clock = any(re.search(r"\d", w) for w in low) and any(re.search(r"^([ap]\.?m|gmt|utc)$|\d[ap]m$|\d:\d\d", w) for w in low)
    return known and (year or anchor or relative or clock or "century" in low and len(low) > 1)


# --- sources ------------------------------------------------------------------------------------------------------------

def ewt(data: Path, split: str, demonyms: set[str]) -> list[Document]:
    """EWT trees with the entities of Universal NER, put on the words by character position."""
    documents = conllu(data / "ud" / f"en_ewt-ud-{split}.conllu", "ewt")
    by_id = {sent_id: (words, tags) for words, tags, sent_id, _ in bio(data / "ner" / f"uner_ewt-{split}.bio")}
    for sentence in (s for d in documents for s in d.sentences):
        if sentence.id not in by_id:
            continue
        words, tags = by_id[sentence.id]
        if "".join(words) != "".join(sentence.words):
            continue
        found = _moved(spans(tags), words, sentence.words)
        # A word that the annotators left out of every type, OTH too, can only be a time.
        outside = OUTSIDE | type_mask("TIME") if split == "train" else OUTSIDE | type_mask("EVENT", "WORK", "TIME")
        kinds = {t: ((t,), False) for t in ("PER", "ORG", "LOC")}
        masks = lattice(len(sentence.words), found, kinds, outside)
        for first, last, kind in found:
            if kind == "OTH":
                name = " ".join(sentence.words[first:last + 1]).lower()
                plain = first == last and (name in demonyms or sentence.upos[first] == "ADJ")
                masks[first:last + 1] = [OUTSIDE] if plain else span_masks(first, last, ("EVENT", "WORK"), True)
        sentence.ner = masks
    return documents


def _moved(found, words: list[str], to: list[str]) -> list[tuple[int, int, str]]:
    """Spans over `words` as spans over `to`, another tokenization of the same characters."""
    if words == to:
        return found
    owner = [i for i, w in enumerate(to) for _ in w]
    starts = [0]
    for w in words:
        starts.append(starts[-1] + len(w))
    return [(owner[starts[a]], owner[starts[b + 1] - 1], kind) for a, b, kind in found]


def gum(data: Path, split: str) -> list[Document]:
    """GUM trees, silver entities, times out of the gold mentions, coreference of mention heads (OntoGUM)."""
    documents = conllu(data / "ud" / f"en_gum-free-{split}.conllu", "gum")
    silver = {sent_id: tags for _, tags, sent_id, _ in bio(data / "ner" / f"gum_silver-{split}.bio")}
    full = {d["doc"]: d for d in map(json.loads, filter(None, lines(data / "coref" / f"gum-{split}.jsonl")))}
    onto = {d["doc"]: d for d in map(json.loads, filter(None, lines(data / "coref" / f"ontogum-{split}.jsonl")))}
    kinds = {"person": (("PER",), False), "organization": (("ORG",), False), "place": (("LOC",), False),
             "event": (("EVENT",), False), "abstract": (("WORK",), True), "object": (("WORK",), True)}
    for document in documents:
        for sentence in document.sentences:
            if sentence.id in silver:
                found = [s for s in spans(silver[sentence.id]) if s[2] != "time"]
                sentence.ner = lattice(len(sentence.words), found, kinds, OUTSIDE)
        times = full.get(document.id, {"entities": []})["entities"]
        for entity in times:
            for s, first, last, *_ in entity["mentions"]:
                if s >= len(document.sentences):
                    continue
                sentence = document.sentences[s]
                if entity["type"] == "time" and sentence.ner and all(m & OUTSIDE for m in sentence.ner[first:last + 1]):
                    a = first
                    while a < last and sentence.words[a].lower() in ("the", "a", "an", "in", "on", "about", "around", "of", ","):
                        a += 1
                    if is_time(sentence.words[a:last + 1]):
                        sentence.ner[a:last + 1] = span_masks(a, last, ("TIME",), False)
                    else:
                        for i in range(first, last + 1):
                            if sentence.ner[i] == OUTSIDE:
                                sentence.ner[i] = OUTSIDE | type_mask("TIME")
        for sentence in document.sentences:
            sentence.mention_heads = {i: -1 for i, (upos, xpos) in enumerate(zip(sentence.upos, sentence.xpos))
                                      if upos in ("NOUN", "PROPN", "PRON") and xpos not in ("WDT", "WP", "WRB", "EX")}
        for number, cluster in enumerate(onto.get(document.id, {"clusters": []})["clusters"]):
            for s, first, last in cluster:
                sentence = document.sentences[s]
                head = next((i for i in range(first, last + 1)
                             if not first <= sentence.heads[i] - 1 <= last), last)
                sentence.mention_heads[head] = number
    return documents


def _split_hyphens(words: list[str], found) -> tuple[list[str], list[tuple[int, int, str]]]:
    """Splits hyphenated words as the treebanks do."""
    out: list[str] = []
    at: list[int] = []
    for word in words:
        at.append(len(out))
        parts = re.split(r"((?<=\w)-(?=\w))", word) if len(word) > 2 and not word.startswith("http") else [word]
        out.extend(p for p in parts if p)
    at.append(len(out))
    return out, [(at[a], at[b + 1] - 1, kind) for a, b, kind in found]


def crossner(data: Path, split: str, demonyms: set[str]) -> list[Document]:
    kinds = {t: (("PER",), False) for t in ("politician", "person")} | {t: (("LOC",), False) for t in ("country", "location")}
    kinds |= {t: (("ORG",), False) for t in ("politicalparty", "organisation")} | {t: (("EVENT",), False) for t in ("election", "event")}
    kinds |= {"misc": (("WORK", "EVENT"), True)}
    documents = []
    for words, tags, sent_id, _ in bio(data / "ner" / f"crossner_politics-{split}.bio"):
        words, found = _split_hyphens(words, spans(tags))
        masks = lattice(len(words), found, kinds, OUTSIDE | type_mask("TIME"))
        for first, last, kind in found:
            if kind == "misc" and " ".join(words[first:last + 1]).lower() in demonyms:
                masks[first:last + 1] = [OUTSIDE] * (last - first + 1)
        documents.append(Document(sent_id, [Sentence(words, sent_id, ner=masks)], "crossner"))
    return documents


def wnut(data: Path, split: str) -> list[Document]:
    kinds = {"person": (("PER",), False), "location": (("LOC",), False), "group": (("ORG",), False), "corporation": (("ORG",), False),
             "creative-work": (("WORK",), False), "product": (("WORK",), True)}
    documents = []
    for number, (words, tags, _, _) in enumerate(bio(data / "ner" / f"wnut17-{split}.bio")):
        words, found = _split_hyphens(words, spans(tags))
        masks = lattice(len(words), found, kinds, OUTSIDE | type_mask("TIME", "EVENT"))
        documents.append(Document(f"wnut-{number}", [Sentence(words, f"wnut-{number}", ner=masks)], "wnut"))
    return documents


_WORK_HEAD = {"P50", "P57", "P58", "P86", "P161", "P162", "P170", "P175", "P264", "P272", "P400", "P178", "P123", "P449", "P577",
              "P674", "P179", "P155", "P156"}
_WORK_TAIL = {"P1441", "P800"}
_EVENT_HEAD = {"P580", "P582", "P585", "P710", "P1923", "P276"}
_EVENT_TAIL = {"P1344", "P607", "P793"}


def redocred(data: Path, demonyms: set[str], places: set[str]) -> list[Document]:
    """Wikipedia introductions with all mentions; MISC becomes EVENT or WORK where relations tell which."""
    documents = []
    for record in map(json.loads, filter(None, lines(data / "re" / "redocred-dev.jsonl"))):
        sides: dict[int, set[str]] = {}
        for head, tail, relation in record["relations"]:
            for entity, event, work in ((head, _EVENT_HEAD, _WORK_HEAD), (tail, _EVENT_TAIL, _WORK_TAIL)):
                if relation in event:
                    sides.setdefault(entity, set()).add("EVENT")
                if relation in work:
                    sides.setdefault(entity, set()).add("WORK")
        sentences = []
        by_sentence: dict[int, list] = {}
        for number, entity in enumerate(record["entities"]):
            for s, first, last in entity["mentions"]:
                by_sentence.setdefault(s, []).append((first, last, entity["type"], sides.get(number, set())))
        for s, words in enumerate(record["sents"]):
            masks = [OUTSIDE] * len(words)
            for first, last, kind, side in sorted(by_sentence.get(s, []), key=lambda m: m[1] - m[0]):
                while first < last and words[first].lower() == "the" and kind in ("LOC", "ORG", "PER"):
                    first += 1
                name = " ".join(words[first:last + 1])
                n = last + 1 - first
                if kind in ("PER", "ORG"):
                    masks[first:last + 1] = span_masks(first, last, (kind,), False)
                elif kind == "LOC":
                    adjective = first == last and re.search(r"(ian|ean|ese|ish|ans|an|ic|i|ch)$", name) and name.lower() not in places
                    masks[first:last + 1] = ([OUTSIDE] * n if name.lower() in demonyms and name.lower() not in places else
                                             span_masks(first, last, ("LOC",), bool(adjective)))
                elif kind == "TIME":
                    masks[first:last + 1] = span_masks(first, last, ("TIME",), not is_time(words[first:last + 1]))
                elif kind == "MISC":
                    types = tuple(sorted(side)) if len(side) == 1 else ("EVENT", "WORK")
                    masks[first:last + 1] = [OUTSIDE] * n if name.lower() in demonyms else span_masks(first, last, types, len(side) != 1)
            pairs = [(w, m) for w, m in zip(words, masks) if w.strip()]
            if pairs:
                sentences.append(Sentence([w for w, _ in pairs], f"{record['id']}-{s}", ner=[m for _, m in pairs]))
        documents.append(Document(record["id"], sentences, "redocred"))
    return documents
