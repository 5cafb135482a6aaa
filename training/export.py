"""The model file of the product (`model.bin`) and the int8 weights in it.

    file   ::= "GCTLMDL1" length header padding tensor*     length: u32; header: JSON; padding to a multiple of 64
    header ::= {"version", "config", "labels", "tensors": {name: {"dtype", "shape", "offset", "scales"?}}}

Numbers are little-endian; offsets count from the start of the file and are multiples of 64. An `i8` matrix is
[out, in] with one f32 scale per row in the tensor named by "scales". Lemma scripts are explained in `lemma.py`.
"""

import json
import struct
from pathlib import Path

import numpy as np
import torch

from .batches import WINDOW
from .gazetteer import BITS, Gazetteer, fnv1a
from .lexicon import CANDIDATES, INFLECTED, MARGIN, Lexicon
from .network import ARC, FFN, HEADS, HIDDEN, LAYERS, REL
from .text import MAX_PIECES_PER_WORD

MAGIC = b"GCTLMDL1"
POSITIONS = 256  # of the 512 of the checkpoint: windows have at most `WINDOW`


def quantize(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 with one scale per row: the scale of least squared error among a few clippings."""
    weight = weight.astype(np.float32)
    top = np.maximum(np.abs(weight).max(1), 1e-12)
    best = np.full(len(weight), np.inf, dtype=np.float32)
    scales = top / 127
    for share in (1.0, 0.95, 0.9, 0.85, 0.8):
        scale = top * share / 127
        rounded = np.clip(np.rint(weight / scale[:, None]), -127, 127) * scale[:, None]
        error = ((rounded - weight) ** 2).sum(1)
        better = error < best
        best, scales = np.where(better, error, best), np.where(better, scale, scales)
    return np.clip(np.rint(weight / scales[:, None]), -127, 127).astype(np.int8), scales.astype(np.float32)


def matrices(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The matrices that are stored as int8, each [out, in], by their name in the file."""
    out = {"words.weight": state["words.weight"], "tags.weight": state["tags.weight"], "mlp.weight": state["mlp.weight"],
           "ner.weight": state["ner.weight"], "arc.weight": state["arc"].t(),
           "rel.weight": state["rel"][:, :REL, :REL].permute(0, 2, 1).reshape(-1, REL)}
    for i in range(LAYERS):
        for part in ("qkv", "out", "up", "down"):
            out[f"layers.{i}.{part}.weight"] = state[f"layers.{i}.{part}.weight"]
    return out


def floats(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The tensors that are stored as f32."""
    out = {"norm.weight": state["norm.weight"], "norm.bias": state["norm.bias"], "tags.bias": state["tags.bias"],
           "mlp.bias": state["mlp.bias"], "root": state["root"], "arc.bias": state["arc_bias"], "ner.bias": state["ner.bias"],
           "transitions": state["transitions"], "rel.bias": state["rel"][:, REL, :REL].reshape(-1),
           "rel.last.weight": state["rel"][:, :REL, REL], "rel.last.bias": state["rel"][:, REL, REL],
           "case.weight": state["case.weight"], "gazetteer.weight": state["gazetteer"],
           "sent.weight": state["sent.weight"], "sent.bias": state["sent.bias"]}
    for i in range(LAYERS):
        for part in ("qkv", "out", "up", "down"):
            out[f"layers.{i}.{part}.bias"] = state[f"layers.{i}.{part}.bias"]
        for part in ("norm1", "norm2"):
            for kind in ("weight", "bias"):
                out[f"layers.{i}.{part}.{kind}"] = state[f"layers.{i}.{part}.{kind}"]
    return out


def _bf16(tensor: torch.Tensor) -> np.ndarray:
    return tensor.to(torch.bfloat16).contiguous().view(torch.int16).numpy()


def write(path: Path, state: dict[str, torch.Tensor], labels: dict[str, list[str]], vocabulary: list[str],
          gazetteer: Gazetteer, lexicon: Lexicon) -> int:
    """Writes the model file; returns its size in bytes."""
    tensors: dict[str, tuple[str, np.ndarray, str | None]] = {}
    for name, weight in matrices(state).items():
        values, scales = quantize(weight.detach().numpy())
        tensors[name] = ("i8", values, name + ".scales")
        tensors[name + ".scales"] = ("f32", scales, None)
    tensors["positions.weight"] = ("bf16", _bf16(state["positions.weight"][:POSITIONS]), None)
    for name, tensor in floats(state).items():
        tensors[name] = ("f32", tensor.detach().float().contiguous().numpy(), None)
    tensors["vocabulary"] = ("u8", np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8), None)
    keyed = sorted((fnv1a(name), bits) for name, bits in gazetteer.entries.items())
    tensors["gazetteer.keys"] = ("u64", np.array([k for k, _ in keyed], dtype="<u8"), None)
    tensors["gazetteer.bits"] = ("u16", np.array([b for _, b in keyed], dtype="<u2"), None)
    tensors["lemmas.keys"] = ("u64", np.array(sorted(map(fnv1a, lexicon.lemmas)), dtype="<u8"), None)
    forms = sorted((fnv1a(key), labels["lemma"].index(script)) for key, script in lexicon.forms.items())
    tensors["forms.keys"] = ("u64", np.array([k for k, _ in forms], dtype="<u8"), None)
    tensors["forms.scripts"] = ("u16", np.array([s for _, s in forms], dtype="<u2"), None)
    config = {"hidden": HIDDEN, "layers": LAYERS, "heads": HEADS, "ffn": FFN, "window": WINDOW, "arc": ARC, "rel": REL,
              "pieces_per_word": MAX_PIECES_PER_WORD, "activation": "relu", "lemma_candidates": CANDIDATES, "lemma_margin": MARGIN}

    def header(start: int) -> tuple[bytes, int]:
        entries, offset = {}, start
        for name, (dtype, values, scales) in tensors.items():
            entries[name] = {"dtype": dtype, "shape": list(values.shape), "offset": offset} | ({"scales": scales} if scales else {})
            offset += (values.nbytes + 63) // 64 * 64
        text = json.dumps({"version": 1, "config": config, "labels": labels | {"gazetteer": BITS, "inflected": INFLECTED}, "tensors": entries},
                          ensure_ascii=False, separators=(",", ":"))
        return text.encode(), offset

    start = 0
    while True:
        text, size = header(start)
        needed = (len(MAGIC) + 4 + len(text) + 63) // 64 * 64
        if needed <= start:
            break
        start = needed + 64
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        file.write(MAGIC + struct.pack("<I", len(text)) + text)
        file.write(b"\0" * (start - file.tell()))
        for _, values, _ in tensors.values():
            file.write(values.tobytes())
            file.write(b"\0" * (-file.tell() % 64))
        return file.tell()
