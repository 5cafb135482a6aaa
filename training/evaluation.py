"""Predictions for documents with given words, and their scores on the dev splits."""

import contextlib

import numpy as np
import torch

from . import corpora, crf, lexicon, trees
from .batches import Encoder, collate, padded, windows
from .corpora import NER_LABELS, Document
from .network import Network


def annotate(network: Network, encoder: Encoder, documents: list[Document], budget: int = 4096, autocast: bool = True) -> None:
    """Writes the predicted layers into the documents; `sentence.tags` gets the BIOES entities."""
    network.eval()
    special = (encoder.pieces.start, encoder.pieces.end)
    groups, size = [], 0
    for document in documents:
        rows = [encoder.row(corpora.Sentence(s.words)) for s in document.sentences]
        packed = windows(rows)
        groups.append((document.sentences, rows, packed))
        size += 160 * len(packed)
        if size > budget:
            _annotate(network, encoder, groups, special, autocast)
            groups, size = [], 0
    if groups:
        _annotate(network, encoder, groups, special, autocast)
    network.train()


@torch.no_grad()
def _annotate(network, encoder, groups, special, autocast) -> None:
    batch = collate([(rows, packed) for _, rows, packed in groups], special)
    sentences = [s for group in groups for s in group[0]]
    with torch.autocast("cpu", torch.bfloat16) if autocast else contextlib.nullcontext():
        words = network.encode(batch)
        tag_scores = network.tag_scores(words)
        tags = {name: tag_scores[name].argmax(-1).tolist() for name in ("upos", "xpos")}
        script_scores, scripts = (t.tolist() for t in tag_scores["lemma"].float().topk(lexicon.CANDIDATES))
        arc_dependent, arc_head, rel_dependent, rel_head = network.tree_parts(words)
        emissions = network.ner(words).float()
    index, lengths = padded(batch)
    paths: dict[int, list[int]] = {}
    order = np.argsort(-lengths.numpy(), kind="stable")
    for part in np.array_split(order, max(1, len(order) // 32)):
        width = int(lengths[part].max())
        found = crf.viterbi(emissions[index[part][:, :width]], network.transitions, lengths[part].tolist())
        paths.update(zip(part.tolist(), found))
    labels = encoder.labels
    for i, (sentence, start) in enumerate(zip(sentences, batch.starts)):
        n = len(sentence.words)
        own = slice(int(start), int(start) + n)
        candidates = torch.cat([torch.zeros(1, dtype=torch.long), torch.arange(n) + int(start) + 1])
        with torch.autocast("cpu", torch.bfloat16) if autocast else contextlib.nullcontext():
            scores = network.arc_scores(arc_dependent[None, own.start + 1:own.stop + 1], arc_head[candidates][None])[0].float()
            heads = trees.decode(scores.double().numpy())
            rel = network.rel_scores(rel_dependent[own.start + 1:own.stop + 1], rel_head[candidates[torch.from_numpy(heads)]]).float()
        rel[torch.from_numpy(heads) != 0, labels.deprel.index("root")] = -torch.inf
        rels = rel.argmax(-1).tolist()
        sentence.heads = heads.tolist()
        sentence.rels = ["root" if h == 0 else labels.deprel[r] for h, r in zip(heads, rels)]
        sentence.upos = [labels.upos[t] for t in tags["upos"][own]]
        sentence.xpos = [labels.xpos[t] for t in tags["xpos"][own]]
        sentence.lemmas = [
            lexicon.choose(encoder.lexicon, word, upos, xpos, [labels.lemma[t] for t in best], scores)
            for word, upos, xpos, best, scores in zip(sentence.words, sentence.upos, sentence.xpos, scripts[own], script_scores[own])]
        sentence.tags = [NER_LABELS[t] for t in paths[i]]


def entities(sentence) -> list[tuple[int, int, str]]:
    """(first, last, type) of a sentence's BIOES tags."""
    out, first = [], 0
    for i, tag in enumerate(sentence.tags):
        if tag[0] in "BS":
            first = i
        if tag[0] in "ES":
            out.append((first, i, tag[2:]))
    return out


def blank(documents: list[Document]) -> list[Document]:
    """The same words without layers."""
    return [Document(d.id, [corpora.Sentence(list(s.words), s.id) for s in d.sentences], d.source) for d in documents]


def conllu(documents: list[Document]) -> str:
    out = []
    for document in documents:
        for s in document.sentences:
            for i, row in enumerate(zip(s.words, s.lemmas, s.upos, s.xpos, s.heads, s.rels), 1):
                form, lemma_, upos, xpos, head, rel = row
                out.append(f"{i}\t{form}\t{lemma_}\t{upos}\t{xpos}\t_\t{head}\t{rel}\t_\t_\n")
            out.append("\n")
    return "".join(out)


def bio(documents: list[Document], types=("PER", "ORG", "LOC")) -> str:
    out = []
    for document in documents:
        for s in document.sentences:
            for word, tag in zip(s.words, s.tags):
                kind = tag[2:] if tag[2:] in types else None
                out.append(f"{word}\t{'O' if kind is None else ('B-' if tag[0] in 'BS' else 'I-') + kind}\n")
            out.append("\n")
    return "".join(out)


def tree_scores(gold: list[Document], predicted: list[Document]) -> dict[str, float]:
    """Accuracies as `eval_ud.py --gold-tok` computes them."""
    hits = dict.fromkeys(("UPOS", "XPOS", "Lemma", "UAS", "LAS"), 0)
    total = 0
    for g, p in zip((s for d in gold for s in d.sentences), (s for d in predicted for s in d.sentences)):
        for i in range(len(g.words)):
            total += 1
            head = g.heads[i] == p.heads[i]
            hits["UPOS"] += g.upos[i] == p.upos[i]
            hits["XPOS"] += g.xpos[i] == p.xpos[i]
            hits["Lemma"] += g.lemmas[i] in ("_", p.lemmas[i])
            hits["UAS"] += head
            hits["LAS"] += head and g.rels[i].split(":")[0] == p.rels[i].split(":")[0]
    return {k: round(100 * v / total, 2) for k, v in hits.items()}


def entity_scores(gold: list[Document], predicted: list[Document], types=("PER", "ORG", "LOC")) -> dict[str, float]:
    """Exact-span F1; a predicted span that the gold allows without fixing it counts neither way."""
    counts = {t: [0, 0, 0] for t in types}
    for g, p in zip((s for d in gold for s in d.sentences), (s for d in predicted for s in d.sentences)):
        if g.ner is None:
            continue
        fixed = corpora.Sentence(g.words)
        fixed.tags = [NER_LABELS[m.bit_length() - 1] if m & (m - 1) == 0 else "O" for m in g.ner]
        wanted = set(entities(fixed))
        open_spans = {e for e in entities(p) if e not in wanted and all(
            m & 1 << NER_LABELS.index(p.tags[i]) for i, m in enumerate(g.ner[e[0]:e[1] + 1], e[0]))}
        found = set(entities(p)) - open_spans
        for t in types:
            w, f = {e for e in wanted if e[2] == t}, {e for e in found if e[2] == t}
            counts[t][0] += len(w & f)
            counts[t][1] += len(f)
            counts[t][2] += len(w)
    f1 = lambda c: round(200 * c[0] / max(1, c[1] + c[2]), 2)
    return {"F1": f1([sum(c[i] for c in counts.values()) for i in range(3)]), **{t: f1(c) for t, c in counts.items()}}
