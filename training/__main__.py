"""Command line of the training program; `python -m training --help`."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import torch

from . import analysis, evaluation, export, fit, resources, simulate
from .corpora import TYPES

MODEL = resources.REPOSITORY / "Sources" / "Language" / "Resources" / "model.bin"


def loaded(path: Path):
    encoder, _, dev = resources.prepared()
    network, labels = fit.load(path)
    if labels != encoder.labels.__dict__:
        raise SystemExit(f"{path} was trained with other labels; delete training/work/prepared.pickle and train again")
    return network, encoder, dev


def train(options) -> None:
    fit.run(fit.Recipe(epochs=options.epochs, threads=options.threads, seed=options.seed), options.checkpoint, dev_every=2)


def score(options) -> None:
    """Writes predictions for the dev splits and runs the official scripts over them."""
    network, encoder, dev = loaded(options.checkpoint)
    if options.int8:
        network = simulate.quantized(network)
    folder = resources.WORK / "dev"
    folder.mkdir(parents=True, exist_ok=True)
    for name in options.sets or list(dev):
        predicted = evaluation.blank(dev[name])
        evaluation.annotate(network, encoder, predicted, autocast=not options.int8 and not options.f32)
        print(name, json.dumps(evaluation.entity_scores(dev[name], predicted, TYPES)), flush=True)
        if name in ("ewt", "gum"):
            (folder / f"{name}.conllu").write_text(evaluation.conllu(predicted), encoding="utf-8")
            (folder / f"{name}.gold.conllu").write_text(evaluation.conllu(dev[name]), encoding="utf-8")
            subprocess.run([sys.executable, resources.SHARED / "eval" / "eval_ud.py", folder / f"{name}.gold.conllu",
                            folder / f"{name}.conllu", "--gold-tok", "--json"], check=True)
        if name == "ewt":
            (folder / "uner.bio").write_text(evaluation.bio(predicted), encoding="utf-8")
            subprocess.run([sys.executable, resources.SHARED / "eval" / "eval_ner.py", resources.DATA / "ner" / "uner_ewt-dev.bio",
                            folder / "uner.bio"], check=True)


def write(options) -> None:
    network, encoder, _ = loaded(options.checkpoint)
    size = export.write(options.out, network.state_dict(), encoder.labels.__dict__, encoder.pieces.vocabulary, encoder.gazetteer,
                        encoder.lexicon)
    print(f"{options.out}: {size / 1e6:.1f} MB")


def analyze(options) -> None:
    network, encoder, _ = loaded(options.checkpoint)
    analysis.analyze(network, encoder, options.files, options.out)


def reference(options) -> None:
    network, encoder, _ = loaded(options.checkpoint)
    analysis.reference(network, encoder, options.text.read_text(encoding="utf-8"), options.out)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(required=True)

    def command(run, about: str):
        sub = commands.add_parser(run.__name__, help=about)
        sub.set_defaults(run=run)
        sub.add_argument("--checkpoint", type=Path, default=resources.WORK / "model.pt")
        return sub

    sub = command(train, "train from ../shared/data")
    sub.add_argument("--epochs", type=int, default=fit.Recipe.epochs)
    sub.add_argument("--threads", type=int, default=1)
    sub.add_argument("--seed", type=int, default=1)
    sub = command(score, "score a checkpoint on the dev splits")
    sub.add_argument("--int8", action="store_true", help="with simulated int8 weights and activations")
    sub.add_argument("--f32", action="store_true", help="without bf16")
    sub.add_argument("sets", nargs="*")
    sub = command(write, "write the product's model file")
    sub.add_argument("--out", type=Path, default=MODEL)
    sub = command(analyze, "analyze text files into JSON lines")
    sub.add_argument("--out", type=Path, required=True)
    sub.add_argument("files", type=Path, nargs="+")
    sub = command(reference, "write reference values for the inference")
    sub.add_argument("--out", type=Path, required=True)
    sub.add_argument("text", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(getattr(options, "threads", 1))
    options.run(options)


main()
