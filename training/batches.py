"""Sentences as arrays, windows of consecutive sentences, padded batches; the augmentations of training."""

import random
from dataclasses import dataclass

import numpy as np
import torch

from . import lemma
from .corpora import NER_LABELS, Document
from .gazetteer import BITS, Gazetteer
from .lexicon import Lexicon
from .text import ALL_UPPER, LOWER, MIXED, SINGLE_UPPER, TITLE, Wordpieces, case_class

WINDOW = 160
IGNORE = -100
LABEL_BITS = 1 << np.arange(len(NER_LABELS))


@dataclass
class Labels:
    upos: list[str]
    xpos: list[str]
    lemma: list[str]
    deprel: list[str]
    ner: list[str]

    def index(self, layer: str) -> dict[str, int]:
        return {label: i for i, label in enumerate(getattr(self, layer))}


@dataclass
class Row:
    """One sentence as arrays."""

    words: list[str]
    pieces: np.ndarray
    counts: np.ndarray
    case: np.ndarray
    bits: np.ndarray
    bits_any: np.ndarray | None
    upos: np.ndarray
    xpos: np.ndarray
    lemma: np.ndarray
    heads: np.ndarray
    rels: np.ndarray
    ner: np.ndarray | None
    mentions: np.ndarray  # coreference cluster of a nominal word, -1 none, -2 not nominal
    coref: bool
    letters: np.ndarray  # number of letters (for case changes)


class Encoder:
    """Turns documents into rows."""

    def __init__(self, pieces: Wordpieces, gazetteer: Gazetteer, labels: Labels, lexicon: Lexicon):
        self.pieces, self.gazetteer, self.labels, self.lexicon = pieces, gazetteer, labels, lexicon
        self.ids = {layer: labels.index(layer) for layer in ("upos", "xpos", "lemma", "deprel")}

    def row(self, sentence, any_case: bool = False, coref: bool = False) -> Row:
        words = sentence.words
        n = len(words)
        pieces = [self.pieces.pieces(w) for w in words]

        def ids(layer, values):
            if values is None:
                return np.full(n, IGNORE, dtype=np.int64)
            return np.array([self.ids[layer].get(v, IGNORE) for v in values], dtype=np.int64)

        scripts = None
        if sentence.lemmas is not None:
            scripts = [lemma.script(w, l) if l != "_" or w == "_" else "" for w, l in zip(words, sentence.lemmas)]
        mentions = np.full(n, -2, dtype=np.int64)
        for word, cluster in sentence.mention_heads.items():
            mentions[word] = cluster
        return Row(
            words, np.array([p for w in pieces for p in w], dtype=np.int64), np.array([len(w) for w in pieces], dtype=np.int64),
            np.array([case_class(w) for w in words], dtype=np.int64), self.gazetteer.match(words),
            self.gazetteer.match(words, True) if any_case else None,
            ids("upos", sentence.upos), ids("xpos", sentence.xpos), ids("lemma", scripts),
            np.array(sentence.heads, dtype=np.int64) if sentence.heads is not None else np.full(n, IGNORE, dtype=np.int64),
            ids("deprel", sentence.rels), np.array(sentence.ner, dtype=np.int64) if sentence.ner is not None else None,
            mentions, coref, np.array([sum(c.isalpha() for c in w) for w in words]))

    def rows(self, document: Document, any_case: bool = False) -> list[Row]:
        return [self.row(s, any_case, document.source == "gum") for s in document.sentences]


def windows(rows: list[Row], limit: int = WINDOW) -> list[list[tuple[int, int, int]]]:
    """Whole sentences packed greedily into windows of at most `limit` pieces, [CLS] and [SEP] included.

    A window is a list of (row, first word, end word); a longer sentence is cut at word boundaries into windows of its own.
    """
    out: list[list[tuple[int, int, int]]] = []
    current, size = [], 2
    for i, row in enumerate(rows):
        n = int(row.counts.sum())
        if n + 2 > limit:
            if current:
                out.append(current)
            start, used = 0, 2
            for w, count in enumerate(row.counts):
                if used + count > limit:
                    out.append([(i, start, w)])
                    start, used = w, 2
                used += int(count)
            out.append([(i, start, len(row.counts))])
            current, size = [], 2
            continue
        if size + n > limit:
            out.append(current)
            current, size = [], 2
        current.append((i, 0, len(row.counts)))
        size += n
    if current:
        out.append(current)
    return out


@dataclass
class Batch:
    pieces: torch.Tensor
    case: torch.Tensor
    bits: torch.Tensor
    mask: torch.Tensor
    piece_at: torch.Tensor
    piece_word: torch.Tensor
    piece_count: torch.Tensor
    rows: list[Row]
    starts: np.ndarray  # first word of each row in the batch's words
    row_window: np.ndarray  # number of the group (document or training window) of each row


def collate(groups: list[tuple[list[Row], list[list[tuple[int, int, int]]]]], special: tuple[int, int]) -> Batch:
    """Batch of windows; `groups` are documents (or pieces of them): their rows and windows over them, in order."""
    rows: list[Row] = []
    lines: list[list[tuple[Row, int, int]]] = []
    for group_rows, group_windows in groups:
        rows += group_rows
        lines += [[(group_rows[i], a, b) for i, a, b in window] for window in group_windows]
    size = [2 + sum(int(r.counts[a:b].sum()) for r, a, b in line) for line in lines]
    width = (max(size) + 7) // 8 * 8
    pieces = np.zeros((len(lines), width), dtype=np.int64)
    case = np.zeros((len(lines), width), dtype=np.int64)
    bits = np.zeros((len(lines), width), dtype=np.int64)
    mask = np.full((len(lines), width), -10000.0, dtype=np.float32)
    at, counts = [], []
    for y, line in enumerate(lines):
        pieces[y, 0], pieces[y, size[y] - 1] = special
        mask[y, :size[y]] = 0
        x = 1
        for r, a, b in line:
            whole = b - a == len(r.counts)
            c = r.counts if whole else r.counts[a:b]
            n = int(c.sum())
            before = 0 if whole else int(r.counts[:a].sum())
            pieces[y, x:x + n] = r.pieces[before:before + n]
            case[y, x:x + n] = np.repeat(r.case[a:b], c)
            bits[y, x:x + n] = np.repeat(r.bits[a:b], c)
            at.append(np.arange(y * width + x, y * width + x + n))
            counts.append(c)
            x += n
    counts = np.concatenate(counts)
    lengths = np.array([len(r.words) for r in rows])
    return Batch(
        torch.from_numpy(pieces), torch.from_numpy(case),
        torch.from_numpy(((bits[..., None] >> np.arange(len(BITS))) & 1).astype(np.float32)), torch.from_numpy(mask),
        torch.from_numpy(np.concatenate(at)), torch.from_numpy(np.repeat(np.arange(len(counts)), counts)),
        torch.from_numpy(counts.astype(np.float32)), rows, np.concatenate([[0], np.cumsum(lengths)[:-1]]),
        np.repeat(np.arange(len(groups)), [len(r) for r, _ in groups]))


def padded(batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Word indices [S, L] of the sentences (0 where padded) and lengths [S]."""
    lengths = np.array([len(r.words) for r in batch.rows])
    column = np.arange(lengths.max())[None]
    index = np.where(column < lengths[:, None], batch.starts[:, None] + column, 0)
    return torch.from_numpy(index), torch.from_numpy(lengths)


# --- training -----------------------------------------------------------------------------------------------------------

@dataclass
class Augmentation:
    upper: float = 0.03
    lower: float = 0.03
    headline: float = 0.02
    no_final_punctuation: float = 0.05
    single: float = 0.3
    no_gazetteer: float = 0.15
    word_gazetteer: float = 0.1


def changed(row: Row, how: Augmentation, rng: random.Random, punctuation: int) -> Row:
    """The row itself or an altered copy: capitals, lower case, headline case, final punctuation dropped."""
    draw = rng.random()
    copy = Row(**row.__dict__)
    if draw < how.upper:
        copy.case = np.where((row.case == LOWER) | (row.case == TITLE) | (row.case == MIXED),
                             np.where(row.letters == 1, SINGLE_UPPER, ALL_UPPER), row.case)
        copy.bits = row.bits_any
    elif draw < how.upper + how.lower:
        copy.case = np.where(np.isin(row.case, (TITLE, SINGLE_UPPER, ALL_UPPER, MIXED)), LOWER, row.case)
        copy.bits = np.zeros_like(row.bits)
    elif draw < how.upper + how.lower + how.headline:
        copy.case = np.where((row.case == LOWER) & (row.letters > 3), TITLE, row.case)
        copy.bits = np.where(copy.case == TITLE, row.bits_any, row.bits)
    n = len(row.words)
    if (rng.random() < how.no_final_punctuation and n > 2 and row.upos[-1] == punctuation and not (row.heads == n).any()
            and (row.ner is None or row.ner[-1] & 1)):
        for name in ("words", "counts", "case", "bits", "upos", "xpos", "lemma", "heads", "rels", "mentions", "letters", "ner"):
            value = getattr(copy, name)
            setattr(copy, name, value if value is None else value[:-1])
        copy.pieces = copy.pieces[:int(copy.counts.sum())]
    if rng.random() < how.word_gazetteer:
        copy.bits = np.where(np.random.default_rng(rng.getrandbits(32)).random(len(copy.bits)) < 0.5, 0, copy.bits)
    return copy


def training_batches(documents: list[list[Row]], budget: int, how: Augmentation, rng: random.Random, special: tuple[int, int],
                     punctuation: int):
    """One epoch: random windows of each document, batched with windows of like length, at most `budget` padded pieces."""
    lines = []
    for rows in documents:
        current: list[Row] = []
        size, limit = 2, 0
        no_bits = rng.random() < how.no_gazetteer
        for row in rows:
            row = changed(row, how, rng, punctuation)
            if no_bits:
                row.bits = np.zeros_like(row.bits)
            n = int(row.counts.sum())
            if n + 2 > WINDOW:
                continue
            if current and size + n > limit:
                lines.append((size, current))
                current, size = [], 2
            if not current:
                limit = 0 if rng.random() < how.single else rng.randint(40, WINDOW)
                no_bits = rng.random() < how.no_gazetteer
            current.append(row)
            size += n
        if current:
            lines.append((size, current))
    lines.sort(key=lambda line: line[0] + rng.random() * 16)
    groups, current, widest = [], [], 0
    for size, rows in lines:
        width = max(widest, (size + 7) // 8 * 8)
        if current and width * (len(current) + 1) > budget:
            groups.append(current)
            current, width = [], (size + 7) // 8 * 8
        current.append(rows)
        widest = width
    groups.append(current)
    rng.shuffle(groups)
    for group in groups:
        yield collate([(rows, [[(i, 0, len(r.words)) for i, r in enumerate(rows)]]) for rows in group], special)
