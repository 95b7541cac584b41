"""Other tools read the exports: check_exports.py TRL_DIR SWIFT_DIR LLAMAFACTORY_DIR MODEL_DIR

The TRL export loads with its pictures decoded, as a folder and as plain JSON, and TRL's DPOTrainer
takes a step on it. Rows of the other two have the fields and pictures that their readers ask for.
"""

import json
import pathlib
import sys
import tempfile

import torch
from datasets import load_dataset
from PIL import Image
from transformers import AutoProcessor, LlavaForConditionalGeneration
from trl import DPOConfig, DPOTrainer

COLUMNS = {"images", "prompt", "chosen", "rejected"}


def check_trl(folder):
    data = load_dataset(str(folder), split="train")
    assert set(data.column_names) == COLUMNS, data.column_names
    for row in data:
        assert row["images"] and all(isinstance(image, Image.Image) for image in row["images"])
        for image in row["images"]:
            image.load()
        types = [part["type"] for part in row["prompt"][0]["content"]]
        assert types == ["image"] * len(row["images"]) + ["text"]
    rows = load_dataset("json", data_files=str(folder / "train/metadata.jsonl"), split="train")
    assert rows["images"][0] == rows["file_names"][0]
    print(f"trl: {len(data)} rows, pictures decode: {data[0]['images'][0].size}")
    return data


def check_step(data, model_folder):
    model = LlavaForConditionalGeneration.from_pretrained(model_folder, dtype=torch.float32)
    processor = AutoProcessor.from_pretrained(model_folder)
    if processor.chat_template is None:
        processor.chat_template = processor.tokenizer.chat_template
    before = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    with tempfile.TemporaryDirectory() as out:
        arguments = DPOConfig(
            output_dir=out, max_steps=1, per_device_train_batch_size=2, learning_rate=1e-3,
            max_length=None, report_to=[], use_cpu=True, bf16=False, logging_steps=1,
            save_strategy="no", disable_tqdm=True)
        trainer = DPOTrainer(
            model=model, args=arguments, train_dataset=data, processing_class=processor)
        trainer.train()
    metrics = trainer.state.log_history[0]
    moved = sum(not torch.equal(before[n], w.detach().cpu()) for n, w in model.named_parameters())
    # Before the first step the policy is the reference: the loss is log 2.
    assert abs(metrics["loss"] - 0.6931472) < 1e-5, metrics
    assert moved > 0, "no weight moved"
    print(f"trl: one DPO step, loss {metrics['loss']:.6f}, grad norm {metrics['grad_norm']:.4f}, "
          f"{moved} of {len(before)} tensors moved")


def rows_of(folder):
    rows = [json.loads(line) for line in (folder / "train.jsonl").read_text().splitlines()]
    for row in rows:
        for image in row["images"]:
            Image.open(folder / image).load()
    return rows


def check_swift(folder):
    rows = rows_of(folder)
    for row in rows:
        assert [m["role"] for m in row["messages"]] == ["user", "assistant"]
        assert row["messages"][0]["content"].count("<image>") == len(row["images"])
        assert row["rejected_response"] != row["messages"][1]["content"]
    print(f"swift: {len(rows)} rows")


def check_llamafactory(folder):
    info = json.loads((folder / "dataset_info.json").read_text())
    entry = next(entry for entry in info.values() if entry["file_name"] == "train.jsonl")
    assert entry["formatting"] == "sharegpt" and entry["ranking"]
    columns = entry["columns"]
    rows = rows_of(folder)
    for row in rows:
        assert row[columns["messages"]][-1]["from"] == "human"
        assert row[columns["messages"]][0]["value"].count("<image>") == len(row[columns["images"]])
        assert {row[columns[side]]["from"] for side in ("chosen", "rejected")} == {"gpt"}
    print(f"llamafactory: {len(rows)} rows")


def main():
    trl, swift, llamafactory, model = map(pathlib.Path, sys.argv[1:5])
    torch.set_num_threads(1)
    check_swift(swift)
    check_llamafactory(llamafactory)
    check_step(check_trl(trl), model)


if __name__ == "__main__":
    main()
