"""Fits how the tokenizer's and the encoder's log-odds of a sentence start are combined.

    tokenizer-examples boundaries RAW-TEXT MODEL > TABLE      (raw text of treebank.py; once per treebank)
    python training/tokenizer/fit_boundaries.py TREEBANK TABLE [TREEBANK TABLE ...]

Prints the weights for Sources/Language/Model/SentenceHead.swift.
"""
import random
import sys

import numpy as np

import treebank


def labels(name):
    """For each byte of the evaluation text whether a sentence begins there."""
    rng = random.Random(0)
    return b"\0\0".join(treebank.render(d, rng)[1] for d in treebank.read(name))


def rows(name, table):
    gold = labels(name)
    data = np.loadtxt(table)
    return np.clip(data[:, 1], -10, 10), data[:, 2], np.array([gold[int(o)] == 3 for o in data[:, 0]])


def f1(predicted, gold):
    return 200 * (predicted & gold).sum() / (predicted.sum() + gold.sum())


def main():
    parts = [rows(*pair) for pair in zip(sys.argv[1::2], sys.argv[2::2])]
    tokenizer, encoder, gold = (np.concatenate(column) for column in zip(*parts))
    x = np.stack([tokenizer, encoder, np.ones_like(tokenizer)], 1)
    weights = np.zeros(3)
    for _ in range(50):  # Newton's method
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(3)
        weights += np.linalg.solve(hessian, x.T @ (gold - p) - 1e-3 * weights)
    print("weights", weights.round(3), "tokenizer", f1(tokenizer > 0, gold).round(2), "encoder", f1(encoder > 0, gold).round(2),
          "both", f1(x @ weights > 0, gold).round(2))
    for (t, e, g), name in zip(parts, sys.argv[1::2]):
        both = np.stack([t, e, np.ones_like(t)], 1) @ weights > 0
        print(name, "tokenizer", f1(t > 0, g).round(2), "encoder", f1(e > 0, g).round(2), "both", f1(both, g).round(2))


if __name__ == "__main__":
    main()
