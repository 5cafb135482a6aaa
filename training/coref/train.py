#!/usr/bin/env python3
"""Trains the resolver and writes Sources/Language/Resources/coref.bin.

    train.py CHECKPOINT DATA [--folds 3] [--gold] [--epochs 6]

CHECKPOINT is the encoder's (training/work/model.pt), DATA the folder of the treebanks. `--folds` measures on the
training documents by cross-validation first; `--gold` takes gold trees and silver entities and no vectors.
"""
import argparse
import pathlib
import pickle
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import decode
import export
from annotate import annotated
from features import Mentions, mention_features, pair_features
from model import TYPES, Resolver, table
from scores import conll

HERE = pathlib.Path(__file__).parent
BIASES = (0.0, 0.4, 0.8, 1.2, 1.6)


def prepared(d):
    """Everything that training and scoring need of a document, as tensors."""
    m = Mentions(d)
    pairs = m.pairs()
    mf, pf = mention_features(m), pair_features(m, pairs)
    chain = {span: c for c, spans in enumerate(d.clusters) for span in spans}
    gold = np.array([chain.get((b, e), -1) for b, e, _, _ in m.spans], np.int64)
    types = [TYPES.index(d.mentions[b, e][0]) if (b, e) in d.mentions else len(TYPES) for b, e, _, _ in m.spans]
    status, seen = np.zeros(m.size, np.int64), set()
    for k, g in enumerate(gold):
        if g >= 0:
            status[k] = 2 if g in seen else 1
            seen.add(g)
    right = (gold[pairs[:, 0]] == gold[pairs[:, 1]]) & (gold[pairs[:, 0]] >= 0)
    return {"document": d, "mentions": m, "pairs": torch.from_numpy(pairs), "gold": gold, "right": torch.from_numpy(right),
            "mention features": torch.from_numpy(mf.indices()).int(), "pair features": torch.from_numpy(pf.indices()).int(),
            "sizes": (mf.sizes, pf.sizes), "types": torch.tensor(types), "status": torch.from_numpy(status),
            "vectors": torch.from_numpy(d.vectors[m.head].astype(np.float32))}


def fit(documents, options):
    documents = list(documents)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    mention_sizes, pair_sizes = documents[0]["sizes"]
    model = Resolver(documents[0]["vectors"].shape[1], sum(mention_sizes), sum(pair_sizes), dropout=options.dropout)
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
    steps = options.epochs * len(documents)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 100) * (1 - s / steps))
    model.train()
    for epoch in range(options.epochs):
        rng.shuffle(documents)
        for x in documents:
            # Whole templates are left out at random, so that no few of them decide alone.
            columns = [c for c in range(len(pair_sizes)) if rng.random() > options.leave_out]
            scores, none, types, status = model(
                x["vectors"], x["mention features"], x["pairs"], x["pair features"][:, columns])
            n = len(none)
            all_scores = torch.cat([none[:, None], table(x["pairs"], n, scores, -1e4)[0]], 1)
            right = table(x["pairs"], n, x["right"], False)[0]
            right = torch.cat([~right.any(1, keepdim=True), right], 1)
            loss = (all_scores.logsumexp(1) - all_scores.masked_fill(~right, -1e4).logsumexp(1)).mean()
            loss = loss + 0.25 * F.cross_entropy(types, x["types"]) + 0.5 * F.cross_entropy(status, x["status"])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
    return model.eval()


@torch.no_grad()
def outputs(model, documents):
    return [[t.numpy() for t in model(x["vectors"], x["mention features"], x["pairs"], x["pair features"])]
            for x in documents]


def measured(documents, results, bias):
    predicted = [[{(m.spans[k][0], m.spans[k][1]) for k in c} for c in
                  decode.chains(m, x["pairs"].numpy(), o[0], o[1], bias)]
                 for x, o in zip(documents, results) for m in [x["mentions"]]]
    return conll([[set(c) for c in x["document"].clusters] for x in documents], predicted,
                 [x["document"].genre for x in documents])


def report(name, documents, results, bias):
    best = {b: measured(documents, results, b) for b in BIASES}
    print(name, {b: round(r["CoNLL"][2], 2) for b, r in best.items()},
          " ".join(f"{k} {p:.1f}/{r:.1f}/{f:.1f}" for k, (p, r, f) in best[bias].items()), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("data")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.4)
    parser.add_argument("--leave-out", type=float, default=0.3)
    parser.add_argument("--bias", type=float, default=0.8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--no-vectors", action="store_true")
    parser.add_argument("--keep", help="a file for the annotated documents, read when it is there")
    parser.add_argument("--dump", help="a file for the dev documents with all scores, for looking at errors")
    parser.add_argument("--out", default=str(HERE.parents[1] / "Sources/Language/Resources/coref.bin"))
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    begin = time.time()
    if options.keep and pathlib.Path(options.keep).exists():
        documents = pickle.loads(pathlib.Path(options.keep).read_bytes())
    else:
        documents = {split: annotated(options.checkpoint, options.data, split, HERE.parents[1]) for split in ("train", "dev")}
        if options.keep:
            pathlib.Path(options.keep).write_bytes(pickle.dumps(documents))
    print(f"annotated {time.time() - begin:.0f} s", flush=True)
    train, dev = ([prepared(d) for d in documents[split]] for split in ("train", "dev"))
    if options.no_vectors:
        for x in train + dev:
            x["vectors"].zero_()
    print(f"prepared {time.time() - begin:.0f} s", flush=True)
    tested, results = [], []
    for fold in range(options.folds):
        held = [x for k, x in enumerate(train) if k % options.folds == fold]
        model = fit([x for k, x in enumerate(train) if k % options.folds != fold], options)
        tested += held
        results += outputs(model, held)
        if fold == options.folds - 1:
            report("folds", tested, results, options.bias)
    model = fit(train, options)
    found = outputs(model, dev)
    report("dev", dev, found, options.bias)
    news = [k for k, x in enumerate(dev) if x["document"].genre in ("news", "interview", "speech")]
    report("dev news interview speech", [dev[k] for k in news], [found[k] for k in news], options.bias)
    size = export.write(pathlib.Path(options.out), model, train[0]["sizes"], options.bias)
    print(f"{options.out}: {size / 1e6:.2f} MB, {time.time() - begin:.0f} s")
    if options.dump:
        torch.save(model.state_dict(), options.dump + ".pt")
        everything = list(zip(tested + dev, results + found))
        pathlib.Path(options.dump).write_bytes(pickle.dumps(
            [(x["document"], x["mentions"], x["pairs"].numpy(), o) for x, o in everything]))


if __name__ == "__main__":
    main()
