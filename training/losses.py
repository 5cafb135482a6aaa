"""The joint loss of a batch."""

import numpy as np
import torch
import torch.nn.functional as F

from . import crf
from .batches import IGNORE, LABEL_BITS, Batch, padded
from .network import COREF, COREF_DISTANCES, Network

WEIGHTS = {"upos": 0.5, "xpos": 0.5, "lemma": 0.5, "arc": 1.0, "rel": 1.0, "ner": 2.0, "coref": 0.2, "sent": 0.1}


def joint(network: Network, batch: Batch, weights: dict[str, float] = WEIGHTS) -> tuple[torch.Tensor, dict[str, float]]:
    words = network.encode(batch)
    dropped = network.head_dropout(words)
    rows = batch.rows
    gold = {name: torch.from_numpy(np.concatenate([getattr(r, name) for r in rows])) for name in ("upos", "xpos", "lemma", "rels")}
    parts: dict[str, torch.Tensor] = {}
    for name, scores in network.tag_scores(dropped).items():
        if (gold[name] != IGNORE).any():
            parts[name] = F.cross_entropy(scores.float(), gold[name], ignore_index=IGNORE)
    treebank = [i for i, r in enumerate(rows) if r.heads[0] != IGNORE]
    if treebank:
        _tree_loss(network, batch, dropped, treebank, gold["rels"], parts)
    named = [i for i, r in enumerate(rows) if r.ner is not None]
    if named:
        index, lengths = padded(batch)
        index, lengths = index[named], lengths[named]
        width = int(lengths.max())
        index = index[:, :width]
        scores = network.ner(dropped).float()[index]
        allowed = np.zeros((len(named), width), dtype=np.int64)
        for y, i in enumerate(named):
            allowed[y, :len(rows[i].ner)] = rows[i].ner
        allowed = torch.from_numpy(((allowed[..., None] & LABEL_BITS) > 0).astype(np.float32))
        parts["ner"] = crf.negative_log_likelihood(scores, network.transitions, allowed, lengths) / int(lengths.sum())
    _sentence_loss(network, batch, dropped, parts)
    _coref_loss(network, batch, dropped, parts)
    loss = sum(weights[name] * value for name, value in parts.items())
    return loss, {name: float(value.detach()) for name, value in parts.items()}


def _tree_loss(network, batch, dropped, treebank, rels, parts) -> None:
    index, lengths = padded(batch)
    index, lengths = index[treebank], lengths[treebank]
    width = int(lengths.max())
    index = index[:, :width] + 1  # row 0 is ROOT
    arc_dependent, arc_head, rel_dependent, rel_head = network.tree_parts(dropped)
    candidates = torch.cat([torch.zeros(len(treebank), 1, dtype=torch.long), index], 1)
    scores = network.arc_scores(arc_dependent[index], arc_head[candidates]).float()
    column = torch.arange(width + 1)[None]
    scores = scores.masked_fill((column > lengths[:, None])[:, None, :], -1e4)
    scores = scores.masked_fill(torch.arange(width)[:, None] + 1 == column, -1e4)  # no word is its own head
    heads = torch.full((len(treebank), width), IGNORE)
    flat_dependents, flat_heads = [], []
    for y, i in enumerate(treebank):
        row = batch.rows[i]
        heads[y, :len(row.heads)] = torch.from_numpy(row.heads)
        start = int(batch.starts[i])
        flat_dependents.append(np.arange(start, start + len(row.heads)))
        flat_heads.append(np.where(row.heads == 0, 0, row.heads + start))
    parts["arc"] = F.cross_entropy(scores.reshape(-1, width + 1), heads.reshape(-1), ignore_index=IGNORE)
    dependents = torch.from_numpy(np.concatenate(flat_dependents))
    rel = network.rel_scores(rel_dependent[dependents + 1], rel_head[torch.from_numpy(np.concatenate(flat_heads))])
    parts["rel"] = F.cross_entropy(rel.float(), rels[dependents], ignore_index=IGNORE)


def _sentence_loss(network, batch, dropped, parts) -> None:
    """Which words begin a sentence; the first word of a window says nothing."""
    n = len(batch.piece_count)
    begins = np.zeros(n, dtype=np.float32)
    begins[batch.starts] = 1
    counted = np.concatenate([np.full(len(r.words), r.heads[0] != IGNORE) for r in batch.rows])
    opening = np.flatnonzero(np.diff(batch.row_window, prepend=-1))
    counted[batch.starts[opening]] = False
    chosen = torch.from_numpy(np.flatnonzero(counted))
    if len(chosen):
        scores = network.sent(dropped[chosen])[:, 0].float()
        parts["sent"] = F.binary_cross_entropy_with_logits(scores, torch.from_numpy(begins)[chosen])


def _coref_loss(network, batch, dropped, parts) -> None:
    """Each nominal word of GUM finds the head word of an earlier mention of the window, or none."""
    words = [(int(s) + np.flatnonzero(r.mentions != -2), r.mentions[r.mentions != -2], w)
             for s, r, w in zip(batch.starts, batch.rows, batch.row_window) if r.coref]
    at = np.concatenate([w[0] for w in words]) if words else np.array([])
    if len(at) < 2:
        return
    cluster = np.concatenate([w[1] for w in words])
    window = np.concatenate([np.full(len(w[1]), w[2]) for w in words])
    left, right, none = network.coref(dropped[torch.from_numpy(at)]).split([COREF, COREF, 1], -1)
    gap = np.clip(at[:, None] - at[None], 1, None)
    bucket = torch.from_numpy(np.minimum(np.log2(gap).astype(np.int64), COREF_DISTANCES - 1))
    scores = (left @ right.t()).float() / COREF ** 0.5 + network.coref_distance[bucket]
    before = np.tri(len(at), k=-1, dtype=bool) & (window[:, None] == window[None])
    same = before & (cluster[:, None] == cluster[None]) & (cluster[:, None] >= 0)
    scores = torch.cat([none.float(), scores.masked_fill(~torch.from_numpy(before), -1e4)], 1)
    gold = torch.from_numpy(np.concatenate([~same.any(1, keepdims=True), same], 1))
    parts["coref"] = (scores.logsumexp(-1) - scores.masked_fill(~gold, -1e4).logsumexp(-1)).mean()
