"""The multi-task network: a MiniLM encoder with heads for tags, lemmas, trees, entities and (auxiliary) coreference."""

import torch
import torch.nn.functional as F
from torch import nn

HIDDEN, HEADS, LAYERS, FFN, MAX_POSITIONS = 384, 12, 6, 1536, 512
CASE_CLASSES, ARC, REL, COREF, COREF_DISTANCES = 8, 256, 128, 96, 10


class FastDropout(nn.Module):
    """Dropout whose masks are slices of one pool of random numbers: drawing them anew costs more than a layer norm."""

    pool: dict[float, torch.Tensor] = {}

    def __init__(self, p: float):
        super().__init__()
        self.p = p

    def mask(self, shape: torch.Size) -> torch.Tensor | None:
        """Factors to multiply with; none outside training."""
        if not self.training or self.p == 0:
            return None
        n = shape.numel()
        pool = self.pool.get(self.p)
        if pool is None or pool.numel() < 2 * n:
            keep = torch.rand(max(1 << 23, 3 * n)) >= self.p
            pool = self.pool[self.p] = keep.to(torch.bfloat16) / (1 - self.p)
        at = int(torch.randint(pool.numel() - n, ()))
        return pool[at:at + n].view(shape)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        mask = self.mask(x.shape)
        return x if mask is None else x * mask.to(x.dtype)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, FFN)
        self.down = nn.Linear(FFN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, first: torch.Tensor | None, second: torch.Tensor | None) -> torch.Tensor:
        """`first` and `second` are the dropout factors after attention and after the feed-forward part."""
        b, t, _ = x.shape
        size = HIDDEN // HEADS
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, size).permute(2, 0, 3, 1, 4).reshape(3, b * HEADS, t, size)
        bias = mask.to(q.dtype)[:, None, None, :].expand(b, HEADS, t, t).reshape(b * HEADS, t, t)
        scores = torch.baddbmm(bias, q, k.transpose(-1, -2), alpha=size ** -0.5)
        attended = torch.bmm(scores.softmax(-1), v).view(b, HEADS, t, size).transpose(1, 2).reshape(b, t, HIDDEN)
        attended = self.out(attended)
        x = self.norm1(x + (attended if first is None else attended * first))
        hidden = self.down(F.gelu(self.up(x)))
        return self.norm2(x + (hidden if second is None else hidden * second))


class Network(nn.Module):
    """`sizes` gives the number of labels of upos, xpos, lemma, deprel, ner; `bits` the number of gazetteer features."""

    def __init__(self, vocabulary: int, bits: int, sizes: dict[str, int], dropout: float = 0.1, head_dropout: float = 0.3,
                 sparse: bool = True):
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN, sparse=sparse)
        self.positions = nn.Embedding(MAX_POSITIONS, HIDDEN)
        self.case = nn.Embedding(CASE_CLASSES, HIDDEN)
        self.gazetteer = nn.Parameter(torch.zeros(bits, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = FastDropout(dropout)
        self.head_dropout = FastDropout(head_dropout)
        self.sizes = sizes
        self.tags = nn.Linear(HIDDEN, sizes["upos"] + sizes["xpos"] + sizes["lemma"])
        self.root = nn.Parameter(torch.randn(HIDDEN) * 0.05)
        self.mlp = nn.Linear(HIDDEN, 2 * ARC + 2 * REL)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.rel = nn.Parameter(torch.zeros(sizes["deprel"], REL + 1, REL + 1))
        self.ner = nn.Linear(HIDDEN, sizes["ner"])
        self.transitions = nn.Parameter(torch.zeros(sizes["ner"], sizes["ner"]))
        self.sent = nn.Linear(HIDDEN, 1)
        self.coref = nn.Linear(HIDDEN, 2 * COREF + 1)  # auxiliary, not exported: as anaphor, as antecedent, "no antecedent"
        self.coref_distance = nn.Parameter(torch.zeros(COREF_DISTANCES))
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.orthogonal_(self.mlp.weight)
        nn.init.zeros_(self.mlp.bias)

    def load_encoder(self, tensors: dict[str, torch.Tensor]) -> None:
        """Takes over the weights of a BERT checkpoint; the token-type vector goes into the positions."""
        with torch.no_grad():
            self.words.weight.copy_(tensors["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(tensors["embeddings.position_embeddings.weight"]
                                        + tensors["embeddings.token_type_embeddings.weight"][0])
            self._take(self.norm, tensors, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                name = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    getattr(layer.qkv, part).copy_(torch.cat(
                        [tensors[f"{name}attention.self.{k}.{part}"] for k in ("query", "key", "value")]))
                self._take(layer.out, tensors, name + "attention.output.dense")
                self._take(layer.norm1, tensors, name + "attention.output.LayerNorm")
                self._take(layer.up, tensors, name + "intermediate.dense")
                self._take(layer.down, tensors, name + "output.dense")
                self._take(layer.norm2, tensors, name + "output.LayerNorm")

    @staticmethod
    def _take(module: nn.Module, tensors: dict[str, torch.Tensor], name: str) -> None:
        module.weight.copy_(tensors[name + ".weight"])
        module.bias.copy_(tensors[name + ".bias"])

    def embed(self, batch) -> torch.Tensor:
        t = batch.pieces.shape[1]
        x = self.words(batch.pieces) + self.positions.weight[:t] + self.case(batch.case) + batch.bits @ self.gazetteer
        return self.dropout(self.norm(x))

    def encode(self, batch, keep: list | None = None) -> torch.Tensor:
        """Word vectors (words of the batch in order), the mean of the final vectors of their pieces."""
        x = self.embed(batch)
        if keep is not None:
            keep.append(x)
        for layer in self.layers:
            x = layer(x, batch.mask, self.dropout.mask(x.shape), self.dropout.mask(x.shape))
            if keep is not None:
                keep.append(x)
        flat = x.reshape(-1, HIDDEN).index_select(0, batch.piece_at).float()
        summed = torch.zeros(len(batch.piece_count), HIDDEN).index_add(0, batch.piece_word, flat)
        return summed / batch.piece_count[:, None]

    def tag_scores(self, words: torch.Tensor) -> dict[str, torch.Tensor]:
        names = ("upos", "xpos", "lemma")
        return dict(zip(names, self.tags(words).split([self.sizes[n] for n in names], -1)))

    def tree_parts(self, words: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Arc and relation vectors as dependent and as head; row 0 belongs to ROOT, word i stands in row i + 1."""
        hidden = self.head_dropout(F.relu(self.mlp(torch.cat([self.root[None].to(words.dtype), words]))))
        return hidden.split([ARC, ARC, REL, REL], -1)

    def arc_scores(self, dependents: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """[S, L, H] from [S, L, ARC] and [S, H, ARC]."""
        return torch.matmul(F.linear(dependents, self.arc.t(), self.arc_bias), heads.transpose(-1, -2))

    def rel_scores(self, dependents: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """[N, relations] of N pairs."""
        one = torch.ones_like(dependents[:, :1])
        left = torch.cat([dependents, one], -1)
        right = torch.cat([heads, one], -1)
        r = self.rel.shape[0]
        mixed = left @ self.rel.permute(1, 0, 2).reshape(REL + 1, r * (REL + 1)).to(left.dtype)
        return (mixed.view(-1, r, REL + 1) * right[:, None]).sum(-1)
