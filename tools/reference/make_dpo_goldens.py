"""What TRL's DPOTrainer computes with a fixed adapter: make_dpo_goldens.py GOLDEN

One random checkpoint, an adapter drawn from a seed, a batch of pairs with and without pictures. For
each objective: loss, metrics, and the gradient of every adapter tensor. Writes GOLDEN/dpo.
"""

import json
import pathlib
import sys
import tempfile

import torch
from datasets import Dataset
from peft import LoraConfig, get_peft_model
from PIL import Image
from safetensors.torch import load_file, save_file
from transformers import AutoProcessor, LlavaForConditionalGeneration
from trl import DPOConfig, DPOTrainer

CHECKPOINT = "clip-gqa-tied"
CASES = ["portrait", "system", "text-only"]
LENGTHS = [(5, 9), (7, 2), (1, 4)]
BETA = 0.3
OBJECTIVES = {
    "sigmoid": (["sigmoid"], [1.0]),
    "ipo": (["ipo"], [1.0]),
    "hinge": (["hinge"], [1.0]),
    "sigmoid_sft": (["sigmoid", "sft"], [1.0, 0.1]),
}
MODULES = r".*language_model.*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)"


def examples_of(golden):
    cases = json.loads((golden / CHECKPOINT / "golden.json").read_text())["cases"]
    draw = torch.Generator().manual_seed(5)
    return [{"case": case, "prompt": cases[case]["input_ids"],
             "chosen": torch.randint(8, 300, (c,), generator=draw).tolist(),
             "rejected": torch.randint(8, 300, (r,), generator=draw).tolist()}
            for case, (c, r) in zip(CASES, LENGTHS)]


def batch_of(golden, examples):
    """Chosen sequences, then rejected ones, padded on the right."""
    tensors = load_file(golden / CHECKPOINT / "golden.safetensors")
    sides = [(e, e[side]) for side in ("chosen", "rejected") for e in examples]
    width = max(len(e["prompt"]) + len(response) for e, response in sides)
    rows = {"input_ids": [], "attention_mask": [], "completion_mask": []}
    pixels = []
    for example, response in sides:
        prompt, rest = len(example["prompt"]), width - len(example["prompt"]) - len(response)
        rows["input_ids"].append(example["prompt"] + response + [0] * rest)
        rows["attention_mask"].append([1] * (width - rest) + [0] * rest)
        rows["completion_mask"].append([0] * prompt + [1] * len(response) + [0] * rest)
        if example["case"] + ".pixel_values" in tensors:
            pixels.append(tensors[example["case"] + ".pixel_values"])
    return {name: torch.tensor(row) for name, row in rows.items()} | {
        "pixel_values": torch.cat(pixels)}


def base_of(golden):
    return LlavaForConditionalGeneration.from_pretrained(
        golden / CHECKPOINT / "model", dtype=torch.float32, attn_implementation="eager")


def lora():
    return LoraConfig(r=4, lora_alpha=8, target_modules=MODULES)


def fill(model):
    """An adapter whose every tensor matters. It is set after the trainer is made, so that the
    reference is the base model and not a copy of the adapter."""
    draw = torch.Generator().manual_seed(7)
    with torch.no_grad():
        for name, weight in sorted(model.named_parameters()):
            if "lora_" in name:
                weight.copy_(torch.randn(weight.shape, generator=draw) * 0.1)
    return model


def trainer_of(golden, folder, objective):
    """A trainer needs a dataset to be made; its batches are not used."""
    types, weights = OBJECTIVES[objective]
    said = [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "What?"}]}]
    answer = [{"role": "assistant", "content": [{"type": "text", "text": "A"}]}]
    rows = Dataset.from_list([{"images": [Image.new("RGB", (24, 24))], "prompt": said,
                               "chosen": answer, "rejected": answer}])
    return DPOTrainer(
        model=base_of(golden),
        peft_config=lora(),
        args=DPOConfig(output_dir=folder, beta=BETA, loss_type=types, loss_weights=weights,
                       use_cpu=True, report_to=[], max_length=None, gradient_checkpointing=False),
        processing_class=AutoProcessor.from_pretrained(golden / CHECKPOINT / "model"),
        train_dataset=rows)


def run(golden, objective, batch, folder):
    trainer = trainer_of(golden, folder, objective)
    fill(trainer.model).train()
    loss = trainer._compute_loss(trainer.model, dict(batch), False)
    loss.backward()
    prefix = "base_model.model.model."
    gradients = {objective + "." + name.removeprefix(prefix).replace(".default", ""):
                 weight.grad.contiguous()
                 for name, weight in trainer.model.named_parameters() if "lora_" in name}
    metrics = {name: values[-1] for name, values in trainer._metrics["train"].items()}
    return {"loss": loss.item(), **metrics}, gradients


def main():
    golden = pathlib.Path(sys.argv[1]).resolve()
    out = golden / "dpo"
    examples = examples_of(golden)
    batch = batch_of(golden, examples)
    results, tensors = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for objective in OBJECTIVES:
            results[objective], gradients = run(golden, objective, batch, folder)
            tensors |= gradients
    fill(get_peft_model(base_of(golden), lora())).save_pretrained(out / "adapter")
    (out / "adapter" / "README.md").unlink()
    config = out / "adapter" / "adapter_config.json"
    written = json.loads(config.read_text()) | {"base_model_name_or_path": CHECKPOINT}
    config.write_text(json.dumps(written, indent=1, sort_keys=True) + "\n")
    save_file(tensors, out / "golden.safetensors")
    (out / "golden.json").write_text(json.dumps(
        {"checkpoint": CHECKPOINT, "beta": BETA, "examples": examples, "results": results},
        indent=1) + "\n")
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
