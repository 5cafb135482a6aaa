"""Raw text through a checkpoint, in the JSON of `graphctl analyze`, and reference values for testing the inference."""

import json
from pathlib import Path

import torch

from . import evaluation, rawtext
from .batches import Encoder, collate, windows
from .network import Network

LABELS = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "EVENT": "Event", "WORK": "Work", "TIME": "Time"}


def analyze(network: Network, encoder: Encoder, paths: list[Path], out: Path) -> None:
    """One JSON object a line; entities of type Time are listed too; heads are 1-based in the sentence, 0 the root."""
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in paths]
    documents = [rawtext.document(p.name, t) for p, t in zip(paths, texts)]
    evaluation.annotate(network, encoder, documents)
    with open(out, "w", encoding="utf-8") as file:
        for document, text in zip(documents, texts):
            sentences, entities = [], []
            for s in document.sentences:
                tokens = [{"start": a, "end": b, "form": w, "lemma": l, "upos": u, "xpos": x, "head": h, "deprel": r} for (a, b), w, l, u, x, h, r
                          in zip(s.spans, s.words, s.lemmas, s.upos, s.xpos, s.heads, s.rels)]
                sentences.append({"start": s.spans[0][0], "end": s.spans[-1][1], "tokens": tokens})
                entities += [{"start": s.spans[a][0], "end": s.spans[b][1], "label": LABELS[t]} for a, b, t in evaluation.entities(s)]
            file.write(json.dumps({"doc": document.id, "text": text, "sentences": sentences, "entities": entities, "coreference": []},
                                  ensure_ascii=False) + "\n")


def reference(network: Network, encoder: Encoder, text: str, out: Path) -> None:
    """Intermediate values in f32 of the windows of a small text, one JSON object per window, then one per sentence."""
    network.eval()
    document = rawtext.document("reference", text)
    rows = [encoder.row(s) for s in document.sentences]
    packed = windows(rows)
    batch = collate([(rows, packed)], (encoder.pieces.start, encoder.pieces.end))
    kept: list[torch.Tensor] = []
    short = lambda t: [[round(x, 5) for x in row[:8]] for row in t.detach().tolist()]
    with torch.no_grad():
        vectors = network.encode(batch, kept)
        tags = network.tag_scores(vectors)
        arc_dependent, arc_head, *_ = network.tree_parts(vectors)
        emissions = network.ner(vectors)
        sent = network.sent(vectors)
    evaluation.annotate(network, encoder, [document], autocast=False)
    with open(out, "w", encoding="utf-8") as file:
        for y, window in enumerate(packed):
            n = int((batch.mask[y] == 0).sum())
            file.write(json.dumps({
                "window": y, "sentences": window, "pieces": batch.pieces[y, :n].tolist(), "case": batch.case[y, :n].tolist(),
                "bits": batch.bits[y, :n].int().tolist(), "embedding": short(kept[0][y, :n]),
                "layers": [short(k[y, :n]) for k in kept[1:]]}) + "\n")
        for i, (s, start) in enumerate(zip(document.sentences, batch.starts)):
            own = slice(int(start), int(start) + len(s.words))
            heads = torch.cat([arc_head[:1], arc_head[own.start + 1:own.stop + 1]])
            arcs = network.arc_scores(arc_dependent[own.start + 1:own.stop + 1][None], heads[None])[0]
            file.write(json.dumps({
                "sentence": i, "words": s.words, "word_case": rows[i].case.tolist(), "word_bits": rows[i].bits.tolist(),
                "vectors": short(vectors[own]), "upos_scores": short(tags["upos"][own]), "arc_scores": short(arcs),
                "ner_scores": short(emissions[own]), "sent_scores": [round(x, 5) for x in sent[own, 0].tolist()],
                "upos": s.upos, "xpos": s.xpos, "lemma": s.lemmas, "heads": s.heads, "rels": s.rels, "ner": s.tags}, ensure_ascii=False) + "\n")
    network.train()
