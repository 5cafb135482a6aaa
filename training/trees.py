"""Maximum spanning trees with exactly one root (Chu-Liu/Edmonds)."""

import numpy as np


def decode(scores: np.ndarray) -> np.ndarray:
    """Heads (0 = ROOT) of words 1..n of the best tree; `scores[i, h]` is that of head `h` for word `i + 1`."""
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    greedy = full[1:].argmax(-1)
    if (greedy == 0).sum() == 1 and not _cycle(np.concatenate([[0], greedy])).size:
        return greedy
    # Every root arc costs more than all other arcs can win: so there is exactly one.
    finite = full[np.isfinite(full)]
    full[1:, 0] -= (finite.max() - finite.min()) * (n + 1) + 1
    return _edmonds(full)[1:]


def _cycle(heads: np.ndarray) -> np.ndarray:
    """Some cycle of the graph word -> head, or nothing."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return np.array(path[path.index(node):])
        state[path] = 2
    return np.array([], dtype=int)


def _edmonds(scores: np.ndarray) -> np.ndarray:
    heads = scores.argmax(-1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle.size:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    weight = scores[cycle, heads[cycle]]
    new = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    new[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(outside, cycle)]
    new[:-1, -1] = into.max(1)
    into_at = cycle[into.argmax(1)]
    enter = scores[np.ix_(cycle, outside)] - weight[:, None]
    new[-1, :-1] = enter.max(0)
    enter_at = cycle[enter.argmax(0)]
    new[0] = -np.inf
    contracted = _edmonds(new)
    result = heads.copy()
    last = len(outside)
    for i, node in enumerate(outside):
        if i:
            result[node] = into_at[i] if contracted[i] == last else outside[contracted[i]]
    result[enter_at[contracted[last]]] = outside[contracted[last]]
    result[0] = 0
    return result
