"""Linear-chain CRF over BIOES labels with partial annotation: the probability of all label paths that a source allows."""

import torch

from .corpora import NER_LABELS

N = len(NER_LABELS)


def _follows(a: str, b: str) -> bool:
    """Whether label `b` may stand after label `a`."""
    open_a = a[0] in "BI"
    inside_b = b[0] in "IE"
    return (open_a and inside_b and a[1:] == b[1:]) or (not open_a and not inside_b)


LEGAL = torch.tensor([[_follows(a, b) for b in NER_LABELS] for a in NER_LABELS])
STARTS = torch.tensor([label[0] in "OBS" for label in NER_LABELS])
ENDS = torch.tensor([label[0] in "OES" for label in NER_LABELS])


def negative_log_likelihood(scores: torch.Tensor, transitions: torch.Tensor, allowed: torch.Tensor, lengths: torch.Tensor):
    """Sum over sentences of -log P(allowed paths).

    `scores` [S, L, N] padded, `allowed` [S, L, N] of 0 and 1; sentences in order of falling length.
    """
    s, length, _ = scores.shape
    top = scores.amax(-1, keepdim=True).detach()
    emitted = (scores - top).exp()
    emitted = torch.cat([emitted * allowed, emitted]) .clamp_min(1e-30) * torch.cat([allowed, torch.ones_like(allowed)])
    step = transitions.exp() * LEGAL
    p = emitted[:, 0] * STARTS
    total = p.sum(-1, keepdim=True).clamp_min(1e-30)
    p, log_total = p / total, [total.log()]
    alive = torch.arange(length)[:, None] < torch.cat([lengths, lengths])[None]
    for i in range(1, length):
        q = (p @ step) * emitted[:, i]
        total = q.sum(-1, keepdim=True).clamp_min(1e-30)
        on = alive[i][:, None]
        p = torch.where(on, q / total, p)
        log_total.append(torch.where(on, total, torch.ones_like(total)).log())
    final = torch.stack(log_total).sum(0)[:, 0] + (p * ENDS).sum(-1).clamp_min(1e-30).log()
    return final[s:].sum() - final[:s].sum()


def viterbi(scores: torch.Tensor, transitions: torch.Tensor, lengths: list[int]) -> list[list[int]]:
    """Best legal label sequences of padded [S, L, N] scores."""
    s, length, _ = scores.shape
    illegal = torch.where(LEGAL, 0.0, -1e9)
    step = transitions + illegal
    best = scores[:, 0] + torch.where(STARTS, 0.0, -1e9)
    history, bests = [], [best]
    for i in range(1, length):
        value, origin = (best[:, :, None] + step).max(1)
        best = value + scores[:, i]
        history.append(origin)
        bests.append(best)
    out = []
    for row, n in enumerate(lengths):
        label = int((bests[n - 1][row] + torch.where(ENDS, 0.0, -1e9)).argmax())
        path = [label]
        for i in range(n - 2, -1, -1):
            label = int(history[i][row, label])
            path.append(label)
        out.append(path[::-1])
    return out
