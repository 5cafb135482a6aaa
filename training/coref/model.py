"""The resolver's network: a hidden vector per mention, and a score per pair of mention and candidate antecedent."""
import torch
import torch.nn.functional as F
from torch import nn

TYPES = "person place organization object event time substance animal plant abstract".split()


class Resolver(nn.Module):
    """score(i, j) = w . relu(U h_i + V h_j + P f_ij + H (q_i * k_j)) + p . f_ij + q_i . k_j, against none(h_i)."""

    def __init__(self, width, mention_features, pair_features, hidden=128, rank=32, pair_hidden=31, dropout=0.4):
        super().__init__()
        self.project = nn.Linear(width, hidden)
        self.mention = nn.EmbeddingBag(mention_features, hidden, mode="sum")
        self.pair = nn.EmbeddingBag(pair_features, pair_hidden + 1, mode="sum")
        self.query, self.key = nn.Linear(hidden, rank, bias=False), nn.Linear(hidden, rank, bias=False)
        self.left, self.right = nn.Linear(hidden, pair_hidden), nn.Linear(hidden, pair_hidden, bias=False)
        self.product = nn.Linear(rank, pair_hidden, bias=False)
        self.score = nn.Linear(pair_hidden, 1, bias=False)
        self.none = nn.Linear(hidden, 1)
        self.types = nn.Linear(hidden, len(TYPES) + 1)   # the last: no mention of GUM
        self.status = nn.Linear(hidden, 3)               # not in a chain, first of a chain, later in a chain
        self.dropout = nn.Dropout(dropout)
        self.pair_dropout = nn.Dropout(dropout / 2)
        nn.init.normal_(self.mention.weight, std=0.02)
        nn.init.normal_(self.pair.weight, std=0.02)

    def forward(self, vectors, mentions, pairs, pair_features):
        """Scores of the pairs [P], scores of "none" [M], logits of types and status."""
        h = F.gelu(self.project(self.dropout(vectors)) + self.mention(mentions))
        h = self.dropout(h)
        q, k = self.query(h), self.key(h)
        i, j = pairs[:, 0], pairs[:, 1]
        qk = q[i] * k[j]
        bag = self.pair(pair_features)
        z = F.relu(self.left(h)[i] + self.right(h)[j] + bag[:, 1:] + self.product(qk))
        z = self.pair_dropout(z)
        return self.score(z)[:, 0] + bag[:, 0] + qk.sum(1), self.none(h)[:, 0], self.types(h), self.status(h)


def table(pairs, mentions, values, fill):
    """Values of pairs as [mentions, most candidates of one]; pairs are grouped by mention, in order."""
    i = pairs[:, 0]
    counts = torch.bincount(i, minlength=mentions)
    start = torch.cumsum(counts, 0) - counts
    column = torch.arange(len(i)) - start[i]
    result = torch.full((mentions, int(counts.max()) if len(i) else 1), fill, dtype=values.dtype)
    result[i, column] = values
    return result, column
