"""What PEFT computes for random LoRA adapters: make_adapter_goldens.py CHECKPOINTS OUT

For each adapter of one checkpoint: the PEFT directory, and for two of the checkpoint's cases the
logits and 64 greedy tokens. Fails when the adapter changes nothing or a greedy path cannot be
compared.
"""

import json
import pathlib
import shutil
import sys
import warnings

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers.utils import logging

import make_goldens
import specs

CHECKPOINT = "clip-gqa-tied"
CASES = ("portrait", "text-only")
LANGUAGE = r".*language_model.*\."

ADAPTERS = {
    "attention": (1, dict(
        r=4, lora_alpha=8, target_modules=LANGUAGE + "(q_proj|k_proj|v_proj|o_proj)")),
    "everything-rslora": (1, dict(
        r=3, lora_alpha=4, use_rslora=True,
        target_modules=LANGUAGE + "(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)")),
}


def base():
    spec = next(spec for spec in specs.SPECS if spec.name == CHECKPOINT)
    return spec, pathlib.Path(sys.argv[1]) / CHECKPOINT / "model"


def draw(model, seed):
    """B as large as A: an adapter that has learned something."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in sorted(model.named_parameters()):
            if "lora_" in name:
                weight.copy_(torch.randn(weight.shape, generator=generator) * 0.25)


def write(seed, options, directory):
    spec, checkpoint = base()
    torch.manual_seed(seed)
    model = get_peft_model(make_goldens.load(checkpoint, spec), LoraConfig(
        task_type="CAUSAL_LM", lora_dropout=0.05, **options))
    draw(model, seed)
    model.save_pretrained(directory)
    (directory / "README.md").unlink()
    # Where the base lay when this was made says nothing to anyone.
    path = directory / "adapter_config.json"
    config = json.loads(path.read_text())
    config["base_model_name_or_path"] = CHECKPOINT
    path.write_text(json.dumps(config, indent=1) + "\n")


def write_old_layout(source, target):
    """The same adapter as PEFT on transformers 4 up to 4.51 names it."""
    target.mkdir()
    shutil.copy(source / "adapter_config.json", target)
    tensors = load_file(source / "adapter_model.safetensors")
    save_file({key.replace("model.language_model.", "language_model.model."): value
               for key, value in tensors.items()}, target / "adapter_model.safetensors")


def run(directory):
    spec, checkpoint = base()
    plain = make_goldens.load(checkpoint, spec)
    model = PeftModel.from_pretrained(plain, directory).eval()
    processors = make_goldens.processors_of(checkpoint)
    records, tensors = {}, {}
    for case in CASES:
        record, arrays, wrong = make_goldens.run_case(
            model, processors, make_goldens.CASES[case])
        with model.disable_adapter():
            without = make_goldens.run_case(model, processors, make_goldens.CASES[case])[0]
        if wrong or record["greedy"] == without["greedy"]:
            raise SystemExit(f"{case}: {wrong or 'changes nothing'}: choose another seed")
        records[case] = record
        tensors.update({f"{case}.{key}": value for key, value in arrays.items()})
    return records, tensors


def main():
    out = pathlib.Path(sys.argv[2]) / f"adapters-{CHECKPOINT}"
    warnings.filterwarnings("ignore")
    logging.set_verbosity_error()
    torch.set_num_threads(1)
    shutil.rmtree(out, ignore_errors=True)
    for name, (seed, options) in ADAPTERS.items():
        write(seed, options, out / name / "adapter")
        records, tensors = run(out / name / "adapter")
        save_file(tensors, out / name / "golden.safetensors")
        golden = {"script": "make_adapter_goldens.py", "versions": make_goldens.versions("peft"),
                  "checkpoint": CHECKPOINT, "cases": records}
        (out / name / "golden.json").write_text(
            json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
        least = min(r["greedy_least_margin"] for r in records.values())
        print(f"{name}: least margin {least:.4f}")
    write_old_layout(out / "attention" / "adapter", out / "attention" / "transformers-4")


if __name__ == "__main__":
    main()
