"""What transformers computes with switches of the shared parts that LLaVA leaves alone.

make_part_goldens.py OUT writes two small random checkpoints and their goldens:
  parts-crops  Gemma3ForConditionalGeneration: crops beside the whole picture (several spans), an
               average pool, norms of queries and keys, norms around each block, 1 + w, pictures
               attended to both ways
  parts-grid   Qwen3VLForConditionalGeneration: positions on three axes, interleaved; the features
               of pictures stand in the goldens
"""

import json
import pathlib
import sys
import warnings

import torch
from safetensors.torch import save_file
from tokenizers import AddedToken
from transformers import (
    Gemma3Config, Gemma3ForConditionalGeneration, Gemma3Processor, PreTrainedTokenizerFast,
    Qwen3VLConfig, Qwen3VLForConditionalGeneration)
from transformers.models.gemma3.image_processing_pil_gemma3 import Gemma3ImageProcessorPil
from transformers.utils import logging

import make_goldens
import pictures
import small_tokenizers
import specs

SEEDS = {"parts-crops": 5, "parts-grid": 7}
CROP_TOKENS = ["<start_of_image>", "<end_of_image>", "<image_soft_token>"]
VOCABULARY = 384
TOKENS, LEAST_DISTINCT = 24, 8
PAN_AND_SCAN = {"do_pan_and_scan": True, "pan_and_scan_min_crop_size": 16,
                "pan_and_scan_max_num_crops": 3, "pan_and_scan_min_ratio_to_activate": 1.2}

CROP_CASES = {
    "wide": [make_goldens.said("user", ["noise-201x33"], "How many squares can you see?")],
    "square": [make_goldens.said("user", ["shapes-64x64"], "Is there a blue circle?")],
    "two-pictures": [
        make_goldens.said("user", ["gradient-37x91"], ["shapes-64x64"], "Compare both.")],
    "text-only": [make_goldens.said("user", "Which is larger, a cat or a train?")],
}

# Patches of a picture: frames, rows and columns before two by two are merged.
GRID_CASES = {
    "wide": [7, [(1, 4, 10)], 9],
    "tall": [3, [(1, 12, 2)], 20],
    "two-pictures": [5, [(1, 4, 4), (1, 6, 4)], 6],
    "text-only": [12, [], 0],
}


def fill(model, seed):
    """Every weight from the seed; large enough that greedy text wanders."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in sorted(model.named_parameters()):
            noise = torch.randn(weight.shape, generator=generator)
            if weight.dim() == 1:
                centre = 1.0 if "norm" in name and name.endswith("weight") else 0.0
                if owner(model, name) == "Gemma3RMSNorm":
                    # 1 + w; those behind a block large, so that tokens do not repeat themselves
                    centre = 3.0 if "post_" in name else 0.0
                weight.copy_(centre + 0.1 * noise)
            elif "embed" in name:
                weight.copy_(0.1 * noise)
            else:
                fan_in = weight[0].numel()
                gain = 2.0 if "q_proj" in name or "k_proj" in name else 1.4
                weight.copy_(gain / fan_in ** 0.5 * noise)


def owner(model, name):
    return type(model.get_submodule(name.rsplit(".", 1)[0])).__name__


def greedy(model, inputs, count=TOKENS):
    length = inputs["input_ids"].shape[1]
    with torch.no_grad():
        whole = model.generate(**inputs, max_new_tokens=count, do_sample=False)
        scores = model.generate(
            **inputs, max_new_tokens=count, do_sample=False, output_logits=True,
            return_dict_in_generate=True).logits
    ids = whole[0, length:].tolist()
    margin = min((s[0].topk(2).values[0] - s[0].topk(2).values[1]).item() for s in scores)
    return ids, margin


def save(out, name, records, tensors):
    for case, record in records.items():
        if record["greedy_least_margin"] < make_goldens.LEAST_MARGIN:
            raise SystemExit(f"{name} {case}: margin {record['greedy_least_margin']:.1e}")
        if record["greedy_distinct"] < LEAST_DISTINCT:
            raise SystemExit(f"{name} {case}: {record['greedy_distinct']} distinct tokens")
    save_file(tensors, out / "golden.safetensors")
    golden = {"script": "make_part_goldens.py", "versions": make_goldens.versions(),
              "cases": records}
    (out / "golden.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
    print(name, {case: round(r["greedy_least_margin"], 4) for case, r in records.items()})


def crops_tokenizer():
    family = specs.FAMILIES["chatml"]
    special = [t for t in family["special"] if t != "<image>"] + CROP_TOKENS
    tokenizer = small_tokenizers.gpt2(special, VOCABULARY)
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in special])
    return tokenizer


def crops_config(tokenizer):
    token = tokenizer.token_to_id
    return {
        "architectures": ["Gemma3ForConditionalGeneration"], "model_type": "gemma3",
        "boi_token_index": token("<start_of_image>"), "eoi_token_index": token("<end_of_image>"),
        "image_token_index": token("<image_soft_token>"), "mm_tokens_per_image": 4,
        "eos_token_id": token("<|im_end|>"), "dtype": "float32", "tie_word_embeddings": True,
        "vision_config": {
            "model_type": "siglip_vision_model", "hidden_size": 32, "intermediate_size": 48,
            "num_hidden_layers": 2, "num_attention_heads": 4, "image_size": 32, "patch_size": 8,
            "num_channels": 3, "hidden_act": "gelu_pytorch_tanh", "layer_norm_eps": 1e-6,
            "vision_use_head": False},
        "text_config": {
            "model_type": "gemma3_text", "vocab_size": VOCABULARY, "hidden_size": 32,
            "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4,
            "num_key_value_heads": 2, "head_dim": 16, "query_pre_attn_scalar": 16,
            "hidden_activation": "gelu_pytorch_tanh", "max_position_embeddings": 512,
            "rms_norm_eps": 1e-6, "attention_bias": False, "sliding_window": 512,
            "layer_types": ["full_attention", "full_attention"],
            "rope_parameters": {
                "full_attention": {"rope_type": "default", "rope_theta": 1e6},
                "sliding_attention": {"rope_type": "default", "rope_theta": 1e4}},
            "eos_token_id": token("<|im_end|>"), "pad_token_id": token("<|endoftext|>"),
            "bos_token_id": None, "tie_word_embeddings": True}}


def crops_processor(tokenizer, template):
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>",
        clean_up_tokenization_spaces=False,
        extra_special_tokens=dict(zip(("boi_token", "eoi_token", "image_token"), CROP_TOKENS)))
    images = Gemma3ImageProcessorPil(
        size={"height": 32, "width": 32}, resample=2, image_mean=specs.HALF,
        image_std=specs.HALF, **PAN_AND_SCAN)
    return Gemma3Processor(images, wrapped, chat_template=template, image_seq_length=4)


def crops_case(model, processor, conversation):
    prompt = processor.apply_chat_template(conversation, add_generation_prompt=True)
    drawn = [pictures.draw(n) for n in make_goldens.picture_names(conversation)]
    inputs = processor(text=prompt, images=drawn or None, return_tensors="pt", **PAN_AND_SCAN)
    crops = processor.image_processor(images=drawn)["num_crops"] if drawn else []
    with torch.no_grad():
        logits = model(**inputs).logits[0]
    ids, margin = greedy(model, inputs)
    record = {"messages": conversation, "prompt": prompt,
              "input_ids": inputs["input_ids"][0].tolist(),
              "num_crops": [int(count) for count in crops],
              "greedy": ids, "greedy_distinct": len(set(ids)), "greedy_least_margin": margin}
    tensors = {"logits": logits.contiguous()}
    if "pixel_values" in inputs:
        tensors["pixel_values"] = inputs["pixel_values"].contiguous()
        tensors["features"] = make_goldens.features_of(model, inputs["pixel_values"])
    return record, tensors


def crops(out):
    tokenizer = crops_tokenizer()
    config = crops_config(tokenizer)
    template = specs.template("chatml").replace("<image>", "<start_of_image>")
    model = Gemma3ForConditionalGeneration(Gemma3Config.from_dict(config)).float().eval()
    fill(model, SEEDS["parts-crops"])
    directory = out / "model"
    directory.mkdir(parents=True, exist_ok=True)
    model.generation_config.eos_token_id = config["eos_token_id"]
    weights = {n: w.detach().contiguous() for n, w in model.named_parameters()
               if not n.startswith("lm_head.")}
    save_file(weights, directory / "model.safetensors", metadata={"format": "pt"})
    (directory / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    processor = crops_processor(tokenizer, template)
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    (directory / "chat_template.jinja").write_text(template)
    (directory / "tokenizer_config.json").write_text(json.dumps(
        {"tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False,
         "eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}, indent=1) + "\n")
    (directory / "preprocessor_config.json").write_text(
        processor.image_processor.to_json_string())
    records, tensors = {}, {}
    for name, conversation in CROP_CASES.items():
        records[name], arrays = crops_case(model, processor, conversation)
        tensors.update({f"{name}.{key}": value for key, value in arrays.items()})
    save(out, "parts-crops", records, tensors)


def grid_config():
    return {
        "architectures": ["Qwen3VLForConditionalGeneration"], "model_type": "qwen3_vl",
        "image_token_id": 1, "video_token_id": 2, "vision_start_token_id": 3,
        "vision_end_token_id": 4, "tie_word_embeddings": True, "dtype": "float32",
        "vision_config": {
            "model_type": "qwen3_vl_vision", "depth": 2, "hidden_size": 32,
            "intermediate_size": 48, "num_heads": 2, "in_channels": 3, "patch_size": 4,
            "spatial_merge_size": 2, "temporal_patch_size": 2, "out_hidden_size": 32,
            "num_position_embeddings": 16, "deepstack_visual_indexes": []},
        "text_config": {
            "model_type": "qwen3_vl_text", "vocab_size": 128, "hidden_size": 32,
            "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4,
            "num_key_value_heads": 2, "head_dim": 16, "hidden_act": "silu",
            "max_position_embeddings": 256, "rms_norm_eps": 1e-6, "attention_bias": False,
            "rope_parameters": {"rope_type": "default", "rope_theta": 1e4,
                                "mrope_interleaved": True, "mrope_section": [4, 2, 2]},
            "tie_word_embeddings": True}}


def grid_case(model, case, seed):
    before, grids, after = case
    generator = torch.Generator().manual_seed(seed)

    def words(count):
        return torch.randint(5, 128, (count,), generator=generator).tolist()

    ids = words(before)
    for _, rows, columns in grids:
        ids += [3] + [1] * (rows * columns // 4) + [4]
    ids += words(after)
    inputs = {"input_ids": torch.tensor([ids]),
              "mm_token_type_ids": torch.tensor([[int(i == 1) for i in ids]])}
    tensors = {}
    if grids:
        patches = sum(rows * columns for _, rows, columns in grids)
        inputs["pixel_values"] = torch.randn((patches, 3 * 2 * 4 * 4), generator=generator)
        inputs["image_grid_thw"] = torch.tensor(grids)
        with torch.no_grad():
            features = model.get_image_features(
                inputs["pixel_values"], inputs["image_grid_thw"]).pooler_output
        tensors["features"] = torch.cat(list(features)).contiguous()
    positions, _ = model.model.get_rope_index(
        inputs["input_ids"], inputs["mm_token_type_ids"], inputs.get("image_grid_thw"))
    with torch.no_grad():
        tensors["logits"] = model(**inputs).logits[0].contiguous()
    written, margin = greedy(model, inputs)
    record = {"input_ids": ids, "grids": [[r // 2, c // 2] for _, r, c in grids],
              "positions": positions[:, 0].tolist(), "greedy": written,
              "greedy_distinct": len(set(written)), "greedy_least_margin": margin}
    return record, tensors


def grid(out):
    model = Qwen3VLForConditionalGeneration(Qwen3VLConfig.from_dict(grid_config())).float().eval()
    fill(model, SEEDS["parts-grid"])
    directory = out / "model"
    directory.mkdir(parents=True, exist_ok=True)
    weights = {n: w.detach().contiguous() for n, w in model.named_parameters()
               if not n.startswith("lm_head.") and ".visual." not in n}
    save_file(weights, directory / "model.safetensors", metadata={"format": "pt"})
    config = {**grid_config(), "eos_token_id": 0}
    (directory / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    records, tensors = {}, {}
    for i, (name, case) in enumerate(GRID_CASES.items()):
        records[name], arrays = grid_case(model, case, 100 + i)
        tensors.update({f"{name}.{key}": value for key, value in arrays.items()})
    save(out, "parts-grid", records, tensors)


def main():
    warnings.filterwarnings("ignore")
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.set_num_threads(1)
    out = pathlib.Path(sys.argv[1])
    crops(out / "parts-crops")
    grid(out / "parts-grid")


if __name__ == "__main__":
    main()
