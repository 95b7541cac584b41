"""Whether PEFT makes of an adapter what Emend makes of it: check_adapter.py MODEL ADAPTER PROBE

PROBE is a safetensors file that Emend wrote: input_ids (1, T) as F32, pixel_values (1, 3, h, w) and
logits (T, vocabulary) with the adapter on. Exit code 1 when a key does not bind, when PEFT has a
LoRA tensor that the file lacks, or when a logit is further off than 1e-4 of the largest.
"""

import sys

import torch
from peft import PeftModel
from safetensors.torch import load_file
from transformers import LlavaForConditionalGeneration

TOLERANCE = 1e-4


def unbound(model, adapter):
    """Names that only one of file and model has."""
    own = {name.replace(".default.", ".") for name, _ in model.named_parameters() if "lora_" in name}
    return sorted(own ^ set(load_file(f"{adapter}/adapter_model.safetensors")))


def main():
    checkpoint, adapter, probe_file = sys.argv[1:4]
    probe = load_file(probe_file)
    base = LlavaForConditionalGeneration.from_pretrained(
        checkpoint, dtype=torch.float32, attn_implementation="eager").eval()
    inputs = {"input_ids": probe["input_ids"].long(), "pixel_values": probe["pixel_values"]}
    with torch.no_grad():
        plain = base(**inputs).logits[0]
        model = PeftModel.from_pretrained(base, adapter).eval()
        logits = model(**inputs).logits[0]
    scale = logits.abs().max()
    off = ((logits - probe["logits"]).abs().max() / scale).item()
    moved = ((logits - plain).abs().max() / scale).item()
    names = unbound(model, adapter)
    print(f"keys that do not bind: {names}; logits off by {off:.2e}; the adapter moves them by {moved:.2e}")
    sys.exit(0 if not names and off < TOLERANCE < moved else 1)


if __name__ == "__main__":
    main()
