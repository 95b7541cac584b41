"""Writes the random checkpoints of specs.py: make_checkpoints.py OUT [NAME...]"""

import json
import math
import pathlib
import sys

import torch
from safetensors.torch import save_file
from transformers import LlavaConfig, LlavaForConditionalGeneration

import small_tokenizers
import specs

TEXT_HIDDEN, TEXT_INNER, TEXT_LAYERS = 32, 48, 2
VISION_HIDDEN, VISION_INNER, VISION_LAYERS = 32, 48, 3


def config_of(spec, tokenizer):
    family = specs.FAMILIES[spec.family]

    def token(text):
        return None if text is None else tokenizer.token_to_id(text)

    vision = {
        "model_type": f"{spec.tower}_vision_model", "hidden_size": VISION_HIDDEN,
        "intermediate_size": VISION_INNER, "num_hidden_layers": VISION_LAYERS,
        "num_attention_heads": 4, "num_channels": 3, "image_size": spec.image_size,
        "patch_size": spec.patch_size,
        "hidden_act": "quick_gelu" if spec.tower == "clip" else "gelu_pytorch_tanh",
        "layer_norm_eps": 1e-5 if spec.tower == "clip" else 1e-6,
    }
    if spec.tower == "siglip":
        vision["vision_use_head"] = False
    vision.update(spec.vision)
    text = {
        "model_type": "llama", "vocab_size": spec.padded_vocabulary, "hidden_size": TEXT_HIDDEN,
        "intermediate_size": TEXT_INNER, "num_hidden_layers": TEXT_LAYERS,
        "num_attention_heads": spec.heads, "num_key_value_heads": spec.kv_heads,
        "hidden_act": "silu", "max_position_embeddings": 512, "rms_norm_eps": 1e-5,
        "attention_bias": False, "mlp_bias": False, "tie_word_embeddings": spec.tied,
        "bos_token_id": token(family["bos"]), "eos_token_id": token(family["eos"]),
        "pad_token_id": token(family["pad"]),
    }
    if spec.head_dim != TEXT_HIDDEN // spec.heads:
        text["head_dim"] = spec.head_dim
    text.update(spec.rope or {"rope_theta": 10000.0})
    text.update(spec.text)
    return {
        "architectures": ["LlavaForConditionalGeneration"], "model_type": "llava",
        "image_token_index": token("<image>"), "image_seq_length": spec.image_tokens,
        "projector_hidden_act": "gelu" if spec.projector == "mlp" else "linear",
        "multimodal_projector_bias": spec.projector_bias,
        "vision_feature_layer": spec.layer, "vision_feature_select_strategy": spec.strategy,
        "tie_word_embeddings": spec.tied, "dtype": spec.dtype,
        "vision_config": vision, "text_config": text,
    }


def deviation(name, shape):
    """Large enough that the greedy text of an untrained model wanders instead of repeating."""
    if "embed_tokens" in name or "class_embedding" in name or "position_embedding" in name:
        return 0.3
    fan_in = math.prod(shape[1:])
    gain = 2.0 if "q_proj" in name or "k_proj" in name else 1.4
    return gain / math.sqrt(fan_in)


def fill(model, spec, silent):
    """Draws every weight from the seed; `silent` rows of the head never win the argmax."""
    generator = torch.Generator().manual_seed(spec.seed)
    with torch.no_grad():
        for name, weight in sorted(model.named_parameters()):
            noise = torch.randn(weight.shape, generator=generator)
            if weight.dim() == 1 and "class_embedding" not in name:
                base = 1.0 if "norm" in name and name.endswith("weight") else 0.0
                weight.copy_(base + 0.1 * noise)
            else:
                weight.copy_(deviation(name, weight.shape) * noise)
        if spec.projector == "linear":
            projector = model.model.multi_modal_projector
            projector.linear_2.weight.copy_(torch.eye(TEXT_HIDDEN))
            projector.linear_2.bias.zero_()
        model.get_output_embeddings().weight[silent] *= 0.1
        # Rounded to the stored type at once, so that what is stored is what was checked.
        for weight in model.parameters():
            weight.copy_(weight.to(getattr(torch, spec.dtype)).float())


def build(spec):
    tokenizer = small_tokenizers.train(spec.family, spec.vocabulary)
    config = LlavaConfig.from_dict(config_of(spec, tokenizer))
    config.dtype = torch.float32
    model = LlavaForConditionalGeneration(config).float().eval()
    special = [tokenizer.token_to_id(t) for t in specs.FAMILIES[spec.family]["special"]]
    padding = range(tokenizer.get_vocab_size(), spec.padded_vocabulary)
    fill(model, spec, special + list(padding))
    return tokenizer, model


def stored_name(name, layout):
    """Names in memory are those of layout 'nested' without the tower's vision_model."""
    if layout == "nested":
        return name.replace("model.vision_tower.", "model.vision_tower.vision_model.")
    if name.startswith("lm_head."):
        return "language_model." + name
    name = name.removeprefix("model.").replace("language_model.", "language_model.model.")
    if layout == "hub":
        name = name.replace("vision_tower.", "vision_tower.vision_model.")
    return name


def stored_tensors(model, spec):
    tensors = {}
    for name, weight in model.named_parameters():
        if spec.tied and name.startswith("lm_head."):
            continue
        if spec.projector == "linear" and "linear_2" in name:
            continue
        kind = getattr(torch, spec.dtype)
        tensors[stored_name(name, spec.layout)] = weight.detach().to(kind).contiguous()
    return dict(sorted(tensors.items()))


def write_weights(tensors, spec, out):
    if not spec.sharded:
        save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
        return
    names = list(tensors)
    half = len(names) // 2
    shards = [names[:half], names[half:]]
    index = {}
    for i, shard in enumerate(shards, 1):
        file = f"model-{i:05d}-of-{len(shards):05d}.safetensors"
        save_file({n: tensors[n] for n in shard}, out / file, metadata={"format": "pt"})
        index.update(dict.fromkeys(shard, file))
    size = sum(t.numel() * t.element_size() for t in tensors.values())
    write_json(out / "model.safetensors.index.json",
               {"metadata": {"total_size": size}, "weight_map": index})


def preprocessor_of(spec):
    clip = spec.tower == "clip"
    config = {
        "image_processor_type": "CLIPImageProcessor" if clip else "SiglipImageProcessor",
        "processor_class": "LlavaProcessor", "do_convert_rgb": True, "do_resize": True,
        "do_rescale": True, "do_normalize": True, "resample": 3,
        "rescale_factor": 0.00392156862745098,
        "image_mean": specs.CLIP_MEAN if clip else specs.HALF,
        "image_std": specs.CLIP_STD if clip else specs.HALF,
    }
    if clip:
        config["do_center_crop"] = True
    return {**config, **spec.preprocessor}


def write_json(path, value):
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def write(spec, out):
    out.mkdir(parents=True, exist_ok=True)
    tokenizer, model = build(spec)
    family = specs.FAMILIES[spec.family]
    config = config_of(spec, tokenizer)
    write_json(out / "config.json", config)
    write_weights(stored_tensors(model, spec), spec, out)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    tokens = {f"{k}_token": family[k] for k in ("bos", "eos", "pad") if family[k]}
    tokenizer_config = {"tokenizer_class": "PreTrainedTokenizerFast",
                        "clean_up_tokenization_spaces": False, "model_max_length": 512,
                        "processor_class": "LlavaProcessor",
                        "extra_special_tokens": {"image_token": "<image>"}, **tokens}
    template = specs.template(spec.family)
    if spec.template_file == "tokenizer_config.json":
        tokenizer_config["chat_template"] = template
    elif spec.template_file == "chat_template.json":
        write_json(out / "chat_template.json", {"chat_template": template})
    else:
        (out / "chat_template.jinja").write_text(template)
    write_json(out / "tokenizer_config.json", tokenizer_config)
    write_json(out / "preprocessor_config.json", preprocessor_of(spec))
    write_json(out / "processor_config.json", {
        "processor_class": "LlavaProcessor", "image_token": "<image>",
        "patch_size": spec.patch_size, "num_additional_image_tokens": spec.class_tokens,
        "vision_feature_select_strategy": spec.strategy})
    eos = config["text_config"]["eos_token_id"]
    pad = config["text_config"]["pad_token_id"]
    write_json(out / "generation_config.json", {
        "bos_token_id": config["text_config"]["bos_token_id"],
        "eos_token_id": [eos, pad] if spec.family == "llama3" else eos,
        "pad_token_id": pad, "do_sample": False})


def main():
    out = pathlib.Path(sys.argv[1])
    chosen = sys.argv[2:] or [spec.name for spec in specs.SPECS]
    torch.set_num_threads(1)
    for spec in specs.SPECS:
        if spec.name in chosen:
            write(spec, out / spec.name / "model")
            size = sum(f.stat().st_size for f in (out / spec.name / "model").iterdir())
            print(f"{spec.name}: {size} bytes, {spec.image_tokens} image tokens")


if __name__ == "__main__":
    main()
