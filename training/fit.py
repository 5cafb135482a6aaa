"""The training loop: joint losses, bf16 matrix products, f32 master weights."""

import json
import random
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from safetensors.torch import load_file

from . import evaluation, losses, resources
from .batches import Augmentation, training_batches
from .corpora import TYPES
from .gazetteer import BITS
from .network import Network


@dataclass
class Recipe:
    epochs: int = 13
    budget: int = 1024
    encoder_rate: float = 1.5e-4
    word_rate: float = 5e-5
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    head_dropout: float = 0.25
    sources: dict[str, float] = field(default_factory=lambda: {"ewt": 1, "gum": 1, "crossner": 2, "redocred": 1, "wnut": 0})
    weights: dict[str, float] = field(default_factory=lambda: dict(losses.WEIGHTS))
    augmentation: Augmentation = field(default_factory=Augmentation)
    threads: int = 1
    seed: int = 1
    compile: bool = True
    averaged: int = 3


def new_network(encoder, recipe: Recipe) -> Network:
    labels = encoder.labels
    sizes = {name: len(getattr(labels, name)) for name in ("upos", "xpos", "lemma", "deprel", "ner")}
    network = Network(len(encoder.pieces.vocabulary), len(BITS), sizes, recipe.dropout, recipe.head_dropout)
    network.load_encoder(load_file(str(resources.encoder_folder() / "model.safetensors")))
    return network


def save(network: Network, encoder, path: Path, recipe: Recipe | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"network": network.state_dict(), "labels": asdict(encoder.labels), "sizes": network.sizes,
                "recipe": asdict(recipe) if recipe else None}, path)


def load(path: Path) -> tuple[Network, dict]:
    state = torch.load(path, weights_only=True)
    network = Network(state["network"]["words.weight"].shape[0], state["network"]["gazetteer"].shape[0], state["sizes"])
    network.load_state_dict(state["network"])
    return network, state["labels"]


def scores(network: Network, encoder, dev: dict, names: list[str]) -> dict:
    out = {}
    for name in names:
        gold = dev[name]
        predicted = evaluation.blank(gold)
        evaluation.annotate(network, encoder, predicted)
        if name in ("ewt", "gum"):
            out[name] = evaluation.tree_scores(gold, predicted)
        out[name + "-ner"] = evaluation.entity_scores(gold, predicted, ("PER", "ORG", "LOC") if name in ("ewt", "wnut") else TYPES)
    return out


def run(recipe: Recipe, out: Path, dev_every: int = 1) -> Network:
    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    encoder, rows, dev = resources.prepared()
    network = new_network(encoder, recipe)
    if recipe.compile:
        torch._dynamo.config.recompile_limit = 64
        for layer in network.layers:
            layer.compile(dynamic=True)
    groups: dict[str, list] = {"encoder": [], "heads": [], "plain": []}
    for name, parameter in network.named_parameters():
        if name == "words.weight":
            continue
        inside = name.startswith(("layers", "positions", "norm"))
        groups["encoder" if inside and parameter.dim() > 1 else "plain" if inside else "heads"].append(parameter)
    dense = torch.optim.AdamW([
        {"params": groups["encoder"], "lr": recipe.encoder_rate, "weight_decay": recipe.decay},
        {"params": groups["plain"], "lr": recipe.encoder_rate, "weight_decay": 0.0},
        {"params": groups["heads"], "lr": recipe.head_rate, "weight_decay": 0.0}], betas=(0.9, 0.98), fused=True)
    sparse = torch.optim.SparseAdam([network.words.weight], lr=recipe.word_rate, betas=(0.9, 0.98))
    every = [g for group in groups.values() for g in group]
    punctuation = encoder.labels.upos.index("PUNCT")
    special = (encoder.pieces.start, encoder.pieces.end)

    def epoch_documents():
        chosen = []
        for source, times in recipe.sources.items():
            whole = int(times)
            chosen += rows[source] * whole
            chosen += rng.sample(rows[source], round(len(rows[source]) * (times - whole)))
        rng.shuffle(chosen)
        return chosen

    log = open(out.with_suffix(".log"), "a", encoding="utf-8")

    def say(**what):
        line = json.dumps({"at": time.strftime("%H:%M:%S"), **what})
        print(line, flush=True)
        print(line, file=log, flush=True)

    say(recipe=asdict(recipe))
    probe = sum(1 for _ in training_batches(epoch_documents(), recipe.budget, recipe.augmentation, rng, special, punctuation))
    total = probe * recipe.epochs
    step, began, kept = 0, time.time(), []
    network.train()
    for epoch in range(recipe.epochs):
        sums: dict[str, float] = {}
        count = 0
        for batch in training_batches(epoch_documents(), recipe.budget, recipe.augmentation, rng, special, punctuation):
            done = min(1.0, step / total)
            factor = min(1.0, done / recipe.warmup, (1 - done) / (1 - recipe.warmup) + 0.01) + 1e-4
            for group, rate in zip(dense.param_groups, (recipe.encoder_rate, recipe.encoder_rate, recipe.head_rate)):
                group["lr"] = rate * factor
            sparse.param_groups[0]["lr"] = recipe.word_rate * factor
            with torch.autocast("cpu", torch.bfloat16):
                loss, parts = losses.joint(network, batch, recipe.weights)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(every, 5.0)
            dense.step()
            sparse.step()
            dense.zero_grad(set_to_none=True)
            sparse.zero_grad(set_to_none=True)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value
            step += 1
            count += 1
            if step in (20, 100) or step % 200 == 0:
                say(step=step, of=total, seconds=round(time.time() - began, 1), **{k: round(v / count, 4) for k, v in sums.items()})
        last = epoch + 1 == recipe.epochs
        if epoch + recipe.averaged >= recipe.epochs:
            kept.append({name: tensor.clone() for name, tensor in network.state_dict().items()})
        if last:  # the mean of the last epochs' weights is a little better than the last one's
            network.load_state_dict({name: torch.stack([k[name] for k in kept]).mean(0) for name in kept[0]})
        if last or (epoch + 1) % dev_every == 0:
            say(epoch=epoch + 1, seconds=round(time.time() - began, 1), **scores(network, encoder, dev, list(dev) if last else ["ewt"]))
        save(network, encoder, out, recipe)
    return network
