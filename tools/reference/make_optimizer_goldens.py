"""Steps of AdamW with clipping, as PyTorch takes them: make_optimizer_goldens.py OUT

A matrix decays; an embedding, a norm and a bias do not. `NAME.before` and `NAME.after` are values,
`NAME.gradients` has one slice a step; `norms` are the gradients' norms before clipping. The rates
differ from step to step, and half of the steps clip.
"""

import pathlib
import sys

import torch
from safetensors.torch import save_file

SHAPES = {"layers.0.q_proj.weight": (5, 7), "embed_tokens.weight": (6, 4), "norm.weight": (9,),
          "layers.0.q_proj.bias": (5,)}
RATES = [0.01, 0.008, 0.02, 0.005, 0.001, 0.003]
BETAS, DECAY, MAX_NORM = (0.9, 0.98), 0.05, 1.0


def optimizer(parameters):
    matrices = [p for name, p in parameters.items() if name.endswith("proj.weight")]
    others = [p for name, p in parameters.items() if not name.endswith("proj.weight")]
    return torch.optim.AdamW(
        [{"params": matrices, "weight_decay": DECAY}, {"params": others, "weight_decay": 0.0}],
        betas=BETAS, eps=1e-8, foreach=False, fused=False)


def main():
    torch.manual_seed(11)
    out = pathlib.Path(sys.argv[1]) / "optimizer"
    out.mkdir(parents=True, exist_ok=True)
    parameters = {name: torch.nn.Parameter(torch.randn(shape)) for name, shape in SHAPES.items()}
    tensors = {f"{name}.before": p.detach().clone() for name, p in parameters.items()}
    for name, shape in SHAPES.items():
        sizes = torch.tensor([0.01, 0.5, 0.02, 2.0, 0.03, 0.6]).reshape(-1, *[1] * len(shape))
        tensors[f"{name}.gradients"] = torch.randn(len(RATES), *shape) * sizes
    adamw, norms = optimizer(parameters), []
    for step, rate in enumerate(RATES):
        for name, p in parameters.items():
            p.grad = tensors[f"{name}.gradients"][step].clone()
        norms.append(torch.nn.utils.clip_grad_norm_(parameters.values(), MAX_NORM))
        for group in adamw.param_groups:
            group["lr"] = rate
        adamw.step()
    tensors |= {f"{name}.after": p.detach().clone() for name, p in parameters.items()}
    tensors |= {"norms": torch.stack(norms), "rates": torch.tensor(RATES)}
    save_file(tensors, str(out / "optimizer.safetensors"))


if __name__ == "__main__":
    main()
