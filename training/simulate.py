"""Inference with int8 weights and activations, simulated: measures what quantization costs before Swift does it."""

import torch
import torch.nn.functional as F
from torch import nn

from .export import matrices, quantize
from .network import REL, Network


def rounded(weight: torch.Tensor) -> torch.Tensor:
    values, scales = quantize(weight.detach().float().numpy())
    return torch.from_numpy(values.astype("float32") * scales[:, None])


def activations(x: torch.Tensor) -> torch.Tensor:
    """Per row, asymmetric to 8 bits: the range from minimum to maximum, zero included, with a whole zero point."""
    x = x.float()
    low, high = x.amin(-1, keepdim=True).clamp_max(0), x.amax(-1, keepdim=True).clamp_min(0)
    scale = ((high - low) / 255).clamp_min(1e-12)
    zero = (-low / scale).round()
    return ((x / scale).round() + zero).clamp(0, 255).sub(zero) * scale


def quantized(network: Network) -> Network:
    """Rounds the weights of the network in place and makes its linear layers round their inputs."""
    state = {name: tensor.detach() for name, tensor in network.state_dict().items()}
    with torch.no_grad():
        stored = {name: rounded(weight) for name, weight in matrices(state).items()}
        for name, module in network.named_modules():
            if f"{name}.weight" in stored:
                module.weight.copy_(stored[f"{name}.weight"])
            if isinstance(module, nn.Linear) and f"{name}.weight" in stored:
                module.forward = lambda x, m=module: F.linear(activations(x), m.weight, m.bias)
        network.arc.copy_(stored["arc.weight"].t())
        relations = network.rel.shape[0]
        network.rel[:, :REL, :REL] = stored["rel.weight"].view(relations, REL, REL).permute(0, 2, 1)
    return network
