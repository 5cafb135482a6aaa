"""Documents as the resolver sees them: flat tokens with a tree, sentences, entities (the Analysis of the product)."""
import dataclasses
import gzip
import json
import pathlib


@dataclasses.dataclass
class Document:
    """One text; all indices are token indices of the whole document."""
    name: str
    genre: str
    forms: list
    lemmas: list
    upos: list
    xpos: list
    heads: list          # -1 for a root
    relations: list
    sentences: list      # [(first, end)]
    entities: list       # [(first, end, label)], label of Person Organization Place Event Work Time
    clusters: list = None  # gold: [[(first, end)]]
    mentions: dict = None  # gold GUM: {(first, end): (type, infstat, singleton)}
    vectors: object = None  # [tokens, width]


def opened(path):
    path = pathlib.Path(path)
    return open(path, encoding="utf-8") if path.exists() else gzip.open(f"{path}.gz", "rt", encoding="utf-8")


def read_conllu(lines):
    """Documents of a CoNLL-U stream; entities from `Entity=` of the product's own output are not read here."""
    documents, words, base = [], [], 0

    def close():
        nonlocal words
        if words:
            d = documents[-1]
            base = len(d.forms)
            for form, lemma, upos, xpos, head, relation in words:
                d.forms.append(form)
                d.lemmas.append(lemma)
                d.upos.append(upos)
                d.xpos.append("" if xpos == "_" else xpos)
                d.heads.append(base + head - 1 if head > 0 else -1)
                d.relations.append(relation)
            d.sentences.append((base, len(d.forms)))
            words = []
    for line in lines:
        if line.startswith("# newdoc id = "):
            close()
            name = line.split(" = ", 1)[1].strip()
            documents.append(Document(name, "", [], [], [], [], [], [], [], []))
        elif line.startswith("# meta::genre = "):
            documents[-1].genre = line.split(" = ")[1].strip()
        elif line[:1].isdigit():
            c = line.rstrip("\n").split("\t")
            if c[0].isdigit():
                words.append((c[1], c[2], c[3], c[4], int(c[6]), c[7]))
        elif not line.strip():
            close()
    close()
    return documents


def add_gold(documents, data, split):
    """Attaches OntoGUM's clusters and GUM's mentions."""
    by_name = {d.name: d for d in documents}
    for line in opened(pathlib.Path(data, "coref", f"ontogum-{split}.jsonl")):
        j = json.loads(line)
        d = by_name[j["doc"]]
        assert [len(s) for s in j["sents"]] == [e - b for b, e in d.sentences], d.name
        d.genre = j["genre"]
        d.clusters = [sorted((d.sentences[s][0] + b, d.sentences[s][0] + e + 1) for s, b, e in c) for c in j["clusters"]]
    for line in opened(pathlib.Path(data, "coref", f"gum-{split}.jsonl")):
        j = json.loads(line)
        d = by_name[j["doc"]]
        d.mentions = {}
        for entity in j["entities"]:
            for s, b, e, head, status, link in entity["mentions"]:
                base = d.sentences[s][0]
                d.mentions[base + b, base + e + 1] = (entity["type"], status, len(entity["mentions"]) == 1)
    return documents


def read_gold(data, split):
    with opened(pathlib.Path(data, "ud", f"en_gum-free-{split}.conllu")) as lines:
        return add_gold(read_conllu(lines), data, split)
