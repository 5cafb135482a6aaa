"""Trains the tokenizer: `python training/tokenizer/train.py`, some minutes on one core.

Builds `tokenizer-examples` (the features live in Swift only), trains the two boundary models on EWT and GUM train,
writes Sources/Language/Resources/tokenizer.bin and multiword.tsv.
"""
import argparse
import random
import struct
import subprocess
from pathlib import Path

import numpy as np
import torch

import multiword
import treebank

RESOURCES = treebank.ROOT / "Sources" / "Language" / "Resources"
WORK = treebank.ROOT / "training" / "work" / "tokenizer"
WIDTH = 16
FEATURES = {"tokens": 30, "sentences": 39}
LEXICAL = {  # columns that name words: dropped at random, so that the shapes learn to do without them
    "tokens": [1, 2, 3, 6, 7, 8, 9, 10, 11, 17, 18, 28, 29],
    "sentences": [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 18, 23, 24, 25, 26, 31, 35],
}


def examples(split, names, passes, seed):
    """The decisions of the treebanks as {task: array of label and features}."""
    WORK.mkdir(parents=True, exist_ok=True)
    source = WORK / f"{split}.docs"
    documents = [d for name in names for d in treebank.read(name)]
    treebank.write(source, documents, random.Random(seed), passes)
    outputs = {task: WORK / f"{split}.{task}" for task in FEATURES}
    subprocess.run([treebank.ROOT / ".build" / "release" / "tokenizer-examples", RESOURCES / "abbreviations.tsv", source,
                    outputs["tokens"], outputs["sentences"]], check=True)
    return {task: np.fromfile(path, dtype="<u4").reshape(-1, 1 + FEATURES[task]) for task, path in outputs.items()}


class Boundary(torch.nn.Module):
    def __init__(self, bits):
        super().__init__()
        self.bits = bits
        self.table = torch.nn.EmbeddingBag((1 << bits) + 1, WIDTH, mode="sum", padding_idx=1 << bits)
        torch.nn.init.normal_(self.table.weight, std=0.02)
        self.bias = torch.nn.Parameter(torch.zeros(WIDTH))
        self.out = torch.nn.Parameter(torch.randn(WIDTH) * 0.3)
        self.offset = torch.nn.Parameter(torch.tensor(-1.0))
        with torch.no_grad():
            self.table.weight[:, 0] = 0
            self.table.weight[1 << bits] = 0
            self.out[0] = 1

    def forward(self, rows):
        units = self.table(rows) + self.bias
        units = torch.cat([units[:, :1], torch.relu(units[:, 1:])], 1)
        return units @ self.out + self.offset


def f1(logits, labels, threshold=0.0):
    predicted = logits > threshold
    hits = (predicted & labels).sum().item()
    return 200 * hits / max(1, predicted.sum().item() + labels.sum().item())


def quantized(model):
    """The model with a table of whole numbers, as the product reads it."""
    with torch.no_grad():
        weight = model.table.weight
        scale = weight.abs().max() / 127
        weight.copy_(torch.round(weight / scale) * scale)
    return float(scale)


def train(task, data, dev, bits, epochs, batch, rate, decay, drop, seed, keep=1.0):
    """Trains one model; of the examples without a boundary a share `keep` is used, with accordingly more weight."""
    torch.manual_seed(seed)
    shift = 32 - bits
    if keep < 1:
        data = data[(data[:, 0] == 1) | (np.random.default_rng(seed).random(len(data)) < keep)]
    rows = torch.from_numpy((data[:, 1:] >> shift).astype(np.int32))
    labels = torch.from_numpy(data[:, 0].astype(np.float32))
    dev_rows = torch.from_numpy((dev[:, 1:] >> shift).astype(np.int32))
    dev_labels = torch.from_numpy(dev[:, 0].astype(bool))
    model = Boundary(bits)
    steps = epochs * (len(rows) // batch + 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.1)
    lexical = torch.tensor(LEXICAL[task])
    for epoch in range(epochs):
        order = torch.randperm(len(rows))
        total = 0.0
        for start in range(0, len(order), batch):
            index = order[start:start + batch]
            chunk = rows[index]
            if drop:
                mask = torch.rand(len(chunk), len(lexical)) < drop
                part = chunk[:, lexical]
                part[mask] = 1 << bits
                chunk[:, lexical] = part
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                model(chunk), labels[index], weight=torch.where(labels[index] > 0, 1.0, 1 / keep))
            loss = loss + decay * model.table(chunk).square().mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                model.table.weight.clamp_(-1.27, 1.27)
            total += loss.item() * len(index)
        with torch.no_grad():
            logits = torch.cat([model(part) for part in dev_rows.split(65536)])
        print(f"{task} epoch {epoch + 1}: loss {total / len(rows):.4f}  dev boundary F1 {f1(logits, dev_labels):.2f}",
              flush=True)
    scale = quantized(model)
    with torch.no_grad():
        logits = torch.cat([model(part) for part in dev_rows.split(65536)])
    best = max((f1(logits, dev_labels, t / 10), -abs(t), t / 10) for t in range(-10, 11))
    print(f"{task} int8: dev boundary F1 {f1(logits, dev_labels):.2f}, best {best[0]:.2f} at {best[2]}", flush=True)
    return model, scale


def packed(model, scale):
    table = torch.round(model.table.weight.detach()[:-1] / scale).to(torch.int8).numpy()
    return (struct.pack("<If", model.bits, scale) + model.bias.detach().numpy().astype("<f4").tobytes()
            + model.out.detach().numpy().astype("<f4").tobytes() + struct.pack("<f", float(model.offset.detach()))
            + table.tobytes())


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--passes", type=int, default=5)
    options.add_argument("--epochs", type=int, default=2)
    options.add_argument("--threads", type=int, default=1)
    options = options.parse_args()
    torch.set_num_threads(options.threads)
    (RESOURCES / "multiword.tsv").write_text(multiword.table(treebank.TRAIN), encoding="utf-8")
    data = examples("train", treebank.TRAIN, options.passes, 1)
    dev = examples("dev", treebank.DEV, 1, 2)
    print({task: len(rows) for task, rows in data.items()}, {task: len(rows) for task, rows in dev.items()}, flush=True)
    tokens = train("tokens", data["tokens"], dev["tokens"], 14, options.epochs, 1024, 4e-3, 1e-4, 0.15, 1)
    sentences = train("sentences", data["sentences"], dev["sentences"], 15, options.epochs, 1024, 4e-3, 1e-3, 0.2, 1,
                      keep=0.3)
    (RESOURCES / "tokenizer.bin").write_bytes(b"GCTLTOK1" + packed(*tokens) + packed(*sentences))


if __name__ == "__main__":
    main()
