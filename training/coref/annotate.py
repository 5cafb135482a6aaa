"""Runs the shipped encoder and its heads over GUM, for training the resolver on what it will see."""
import pathlib
import sys

import numpy as np

from document import read_gold

LABELS = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "EVENT": "Event", "WORK": "Work", "TIME": "Time"}


def annotated(checkpoint, data, split, program):
    """Documents with predicted layers and word vectors; `program` is the folder that holds the training package."""
    sys.path.insert(0, str(program))
    from training import corpora, evaluation, fit, resources

    encoder, _, _ = resources.prepared()
    network, _ = fit.load(pathlib.Path(checkpoint))
    captured, encode = [], network.encode

    def capture(batch, *rest):
        words = encode(batch, *rest)
        captured.append(words.float().numpy())
        return words

    network.encode = capture
    documents = read_gold(data, split)
    for d in documents:
        own = corpora.Document(d.name, [corpora.Sentence(d.forms[b:e]) for b, e in d.sentences], "gum")
        captured.clear()
        evaluation.annotate(network, encoder, [own])
        d.vectors = np.concatenate(captured).astype(np.float16)
        assert len(d.vectors) == len(d.forms)
        d.entities = []
        for (b, e), s in zip(d.sentences, own.sentences):
            d.lemmas[b:e], d.upos[b:e], d.relations[b:e] = s.lemmas, s.upos, s.rels
            d.xpos[b:e] = ["" if x == "_" else x for x in s.xpos]
            d.heads[b:e] = [b + h - 1 if h > 0 else -1 for h in s.heads]
            d.entities += [(b + first, b + last + 1, LABELS[kind]) for first, last, kind in evaluation.entities(s)]
    return documents
