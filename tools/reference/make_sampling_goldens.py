"""Distributions after transformers' logits processors: make_sampling_goldens.py OUT

Each case gives logits, the tokens so far, settings, and the probabilities from which the next
token is drawn; the processors run in the order in which `generate` runs them.
"""

import importlib.metadata
import json
import pathlib
import sys

import numpy
import torch
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM
from transformers.utils import logging

VOCABULARY = 96


def vectors():
    generator = numpy.random.default_rng(31)
    flat = generator.normal(0, 1, VOCABULARY)
    peaked = generator.normal(0, 4, VOCABULARY)
    tied = numpy.round(generator.normal(0, 2, VOCABULARY))
    return {name: values.astype(numpy.float32).tolist()
            for name, values in (("flat", flat), ("peaked", peaked), ("tied", tied))}


SETTINGS = [
    {},
    {"temperature": 0.7},
    {"temperature": 1.6},
    {"top_k": 1},
    {"top_k": 5},
    {"top_k": 500},
    {"top_p": 0.9},
    {"top_p": 0.3},
    {"top_p": 0.01},
    {"min_p": 0.05},
    {"min_p": 0.4},
    {"repetition_penalty": 1.3},
    {"repetition_penalty": 0.8},
    {"temperature": 0.8, "top_k": 20, "top_p": 0.85},
    {"temperature": 1.4, "top_p": 0.95, "min_p": 0.02},
    {"temperature": 0.6, "top_k": 30, "top_p": 0.9, "min_p": 0.05, "repetition_penalty": 1.2},
]
SEEN = [3, 17, 17, 40, 41, 95, 0]


def model():
    """Only its generation code is used; it is as small as it can be."""
    return LlamaForCausalLM(LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=8, intermediate_size=8, num_hidden_layers=1,
        num_attention_heads=1, num_key_value_heads=1))


def probabilities(llama, logits, settings):
    neutral = {"temperature": 1.0, "top_k": 0, "top_p": 1.0}
    config = GenerationConfig(do_sample=True, **{**neutral, **settings})
    processors = llama._get_logits_processor(
        generation_config=config, input_ids_seq_length=len(SEEN))
    scores = processors(torch.tensor([SEEN]), torch.tensor([logits]))
    names = [type(p).__name__ for p in processors]
    return torch.softmax(scores, -1)[0].tolist(), names


def main():
    logging.set_verbosity_error()
    out = pathlib.Path(sys.argv[1]) / "sampling"
    out.mkdir(parents=True, exist_ok=True)
    llama, cases = model(), []
    logits = vectors()
    for name, values in logits.items():
        for settings in SETTINGS:
            # Which of equal logits a nucleus keeps depends on the order of an unstable sort.
            if name == "tied" and "top_p" in settings:
                continue
            result, names = probabilities(llama, values, settings)
            cases.append({"logits": name, "settings": settings, "processors": names,
                          "kept": sum(p > 0 for p in result), "probabilities": result})
    golden = {"script": "make_sampling_goldens.py",
              "versions": {n: importlib.metadata.version(n) for n in ("torch", "transformers")},
              "seen": SEEN, "logits": logits, "cases": cases}
    (out / "sampling.json").write_text(json.dumps(golden) + "\n")
    print(f"{len(cases)} cases, " + "; ".join(sorted({'+'.join(c['processors']) for c in cases})))


if __name__ == "__main__":
    main()
