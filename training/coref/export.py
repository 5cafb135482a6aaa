"""Writes the resolver as a model file (`GCTLMDL1`, see training/export.py for the format)."""
import json
import struct

import numpy as np
import torch

MAGIC = b"GCTLMDL1"


def _bf16(tensor):
    return tensor.detach().to(torch.bfloat16).contiguous().view(torch.int16).numpy()


def write(path, model, sizes, bias):
    """Returns the size in bytes. Matrices are [out, in]; tables of features [feature, width]."""
    mention_sizes, pair_sizes = sizes
    p = model.score.weight.shape[1]
    # Left and right parts, query, key and "none" are one matrix over the hidden vector of a mention.
    heads = torch.cat([model.left.weight, model.right.weight, model.query.weight, model.key.weight, model.none.weight])
    zeros = torch.zeros
    heads_bias = torch.cat([model.left.bias, zeros(p), zeros(2 * model.query.weight.shape[0]), model.none.bias])
    # The last column of the pair table is added to the score directly.
    pair = torch.cat([model.pair.weight[:, 1:], model.pair.weight[:, :1]], 1)
    tensors = {"project.weight": model.project.weight, "project.bias": model.project.bias, "mention": model.mention.weight,
               "heads.weight": heads, "heads.bias": heads_bias, "pair": pair, "product": model.product.weight,
               "score": model.score.weight[0]}
    directory, blobs, offset = {}, [], 0
    for name, tensor in tensors.items():
        small = tensor.dim() == 1
        data = tensor.detach().float().contiguous().numpy() if small else _bf16(tensor)
        directory[name] = {"dtype": "f32" if small else "bf16", "shape": list(tensor.shape), "offset": offset}
        raw = data.tobytes()
        raw += b"\0" * (-len(raw) % 64)
        blobs.append(raw)
        offset += len(raw)
    config = {"hidden": model.project.out_features, "width": model.project.in_features, "rank": model.query.out_features,
              "pair_hidden": p, "bias": bias, "mention_templates": mention_sizes, "pair_templates": pair_sizes}

    def header(base):
        placed = {n: {**e, "offset": base + e["offset"]} for n, e in directory.items()}
        return json.dumps({"version": 1, "config": config, "labels": {}, "tensors": placed}).encode()
    base = 64
    while 12 + len(header(base)) > base:
        base += 64
    head = header(base)
    content = MAGIC + struct.pack("<I", len(head)) + head
    content += b"\0" * (base - len(content)) + b"".join(blobs)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return len(content)
