"""Coreference as an auxiliary loss for the encoder: each nominal word finds the head word of an earlier mention.

The frozen vectors that the coreference layer reads tell more when the encoder was trained with this loss beside the
others. Labels are one integer a word (`chains`): -1 no candidate, 0 a candidate that corefers with nothing, and a
positive number, unique within the document, for the members of a chain.

    chains = read_chains(data)            # {document id: [[label of word, ...] of sentence, ...]}
    auxiliary = CoreferenceAuxiliary(384)
    loss = loss + 0.2 * auxiliary(word_vectors, labels)    # [batch, words, 384], [batch, words], padding -1
"""
import gzip
import json
import pathlib

import torch
from torch import nn

NOMINAL = {"NOUN", "PROPN", "PRON", "DET", "NUM"}
RELATIVE = {"WDT", "WP", "WRB", "EX"}


def read_chains(data, split="train"):
    """Labels of the words of GUM: from OntoGUM's chains; the head of a span is its word whose head lies outside."""
    clusters = {}
    name = pathlib.Path(data, "coref", f"ontogum-{split}.jsonl")
    lines = open(name) if name.exists() else gzip.open(f"{name}.gz", "rt")
    for line in lines:
        document = json.loads(line)
        clusters[document["doc"]] = document["clusters"]
    result, trees, current = {}, {}, None
    with gzip.open(pathlib.Path(data, "ud", f"en_gum-free-{split}.conllu.gz"), "rt") as lines:
        sentence = []
        for line in lines:
            if line.startswith("# newdoc id = "):
                current = trees.setdefault(line.split(" = ")[1].strip(), [])
            elif line[:1].isdigit():
                columns = line.split("\t")
                if columns[0].isdigit():
                    sentence.append((columns[3], columns[4], int(columns[6]) - 1))
            elif not line.strip() and sentence:
                current.append(sentence)
                sentence = []
    for document, sentences in trees.items():
        labels = [[0 if upos in NOMINAL - {"DET", "NUM"} and xpos not in RELATIVE else -1 for upos, xpos, _ in words]
                  for words in sentences]
        for number, cluster in enumerate(clusters.get(document, []), 1):
            for s, first, last in cluster:
                head = next(i for i in range(first, last + 1) if not first <= sentences[s][i][2] <= last)
                if sentences[s][head][0] in NOMINAL:
                    labels[s][head] = max(labels[s][head], number)
        result[document] = labels
    return result


class CoreferenceAuxiliary(nn.Module):
    """Softmax over the earlier candidates of the window and "none", all members of the chain counting as right."""

    def __init__(self, width, rank=96, distances=10):
        super().__init__()
        self.query, self.key = nn.Linear(width, rank), nn.Linear(width, rank)
        self.none = nn.Linear(width, 1)
        self.distance = nn.Embedding(distances, 1)
        nn.init.zeros_(self.distance.weight)
        self.distances = distances

    def forward(self, vectors, labels):
        """Mean loss per candidate word. vectors: [batch, words, width]; labels: [batch, words] of `read_chains`."""
        candidate = labels >= 0
        if not candidate.any():
            return vectors.sum() * 0
        batch, words, width = vectors.shape
        scores = self.query(vectors) @ self.key(vectors).transpose(1, 2) / self.query.out_features ** 0.5
        position = torch.arange(words, device=vectors.device)
        gap = (position[:, None] - position[None, :]).clamp(min=1)
        scores = scores.float() + self.distance(gap.float().log2().long().clamp(max=self.distances - 1))[..., 0]
        allowed = (gap > 0) & (position[:, None] > position[None, :]) & candidate[:, None, :]
        none = self.none(vectors).float()
        scores = torch.cat([none, scores.masked_fill(~allowed, -1e4)], 2)
        right = (labels[:, :, None] == labels[:, None, :]) & (labels > 0)[:, :, None] & allowed
        right = torch.cat([~right.any(2, keepdim=True), right], 2)
        loss = scores.logsumexp(2) - scores.masked_fill(~right, -1e4).logsumexp(2)
        return loss[candidate].mean()
