"""What transformers computes for the random checkpoints: make_goldens.py CHECKPOINTS OUT [NAME...]

For each case of each checkpoint: prompt, ids, pixels, features, logits and 64 greedy tokens.
Fails when a greedy path is too repetitive or too close to a tie to be compared by anyone else.
"""

import importlib.metadata
import json
import pathlib
import sys
import warnings

import torch
from safetensors.torch import save_file
from transformers import AutoProcessor, LlavaForConditionalGeneration
from transformers.utils import logging

import pictures
import specs

TOKENS, LEAST_DISTINCT, LEAST_MARGIN = 64, 10, 2e-3


def said(role, *parts):
    """A part is a text or, in brackets, the name of a picture."""
    content = [{"type": "image", "picture": p[0]} if isinstance(p, list)
               else {"type": "text", "text": p} for p in parts]
    return {"role": role, "content": content}


CASES = {
    "portrait": [
        said("user", ["gradient-37x91"], "What colour is the large shape?")],
    "system": [
        said("system", "You look at pictures and answer with one letter."),
        said("user", ["shapes-64x64"], "Is there a blue circle?\nA: yes\nB: no")],
    "second-turn": [
        said("user", ["noise-201x33"], "How many squares can you see?"),
        said("assistant", "I count three of them. ## 3 ##"),
        said("user", "Look again: is the answer complete? Naïve café, 12 × 7 – déjà vu 🙂.")],
    "two-pictures": [
        said("user", ["shapes-19x23"], ["gradient-1x5"], "Compare both.")],
    "text-only": [
        said("user", "Which is larger, a cat or a train?")],
}


def load(directory, spec):
    """The checkpoint as it is, in f32. Linear projectors get the identity for the second layer
    that transformers' projector always has."""
    model, info = LlavaForConditionalGeneration.from_pretrained(
        directory, dtype=torch.float32, attn_implementation="eager", output_loading_info=True)
    missing = sorted(info["missing_keys"])
    absent = []
    if spec.projector == "linear":
        projector = model.model.multi_modal_projector
        with torch.no_grad():
            projector.linear_2.weight.copy_(torch.eye(projector.linear_2.out_features))
            projector.linear_2.bias.zero_()
        absent = [f"model.multi_modal_projector.linear_2.{p}" for p in ("bias", "weight")]
    if missing != absent or info["unexpected_keys"] or info["mismatched_keys"]:
        raise SystemExit(f"{spec.name} does not load cleanly: {info}")
    return model.eval()


def picture_names(conversation):
    return [p["picture"] for m in conversation for p in m["content"] if p["type"] == "image"]


def with_pictures(conversation):
    return [{**m, "content": [
        {"type": "image", "image": pictures.draw(p["picture"])} if p["type"] == "image" else p
        for p in m["content"]]} for m in conversation]


def inputs_of(processor, conversation):
    prompt = processor.apply_chat_template(conversation, add_generation_prompt=True)
    inputs = processor.apply_chat_template(
        with_pictures(conversation), add_generation_prompt=True, tokenize=True,
        return_dict=True, return_tensors="pt")
    return prompt, inputs


def features_of(model, pixels):
    with torch.no_grad():
        return torch.stack(list(model.get_image_features(pixels).pooler_output))


def positions_of(ids, image_token):
    """First, around and inside the first picture, middle, last."""
    last = len(ids) - 1
    chosen = {0, last // 2, last - 1, last}
    if image_token in ids:
        start = ids.index(image_token)
        chosen |= {max(start - 1, 0), start, start + 3}
    return sorted(chosen)


def greedy(model, inputs):
    """`generate` for the ids; one more pass over the whole for margins and log-probabilities."""
    length = inputs["input_ids"].shape[1]
    with torch.no_grad():
        whole = model.generate(**inputs, max_new_tokens=TOKENS, do_sample=False)
        again = dict(inputs, input_ids=whole, attention_mask=torch.ones_like(whole))
        logits = model(**again).logits[0, length - 1:-1]
    ids = whole[0, length:].tolist()
    top = logits.topk(2).values
    chosen = logits.log_softmax(-1).gather(1, torch.tensor(ids)[:, None])[:, 0]
    if len(ids) == TOKENS and logits.argmax(-1).tolist() != ids:
        raise SystemExit("generation with a cache and without one differ")
    return ids, (top[:, 0] - top[:, 1]).min().item(), chosen


def fault(ids, margin, tokenizer):
    if len(ids) < TOKENS:
        return f"ends after {len(ids)} tokens"
    if set(ids) & set(tokenizer.all_special_ids):
        return "writes a special token"
    if len(set(ids)) < LEAST_DISTINCT:
        return f"only {len(set(ids))} distinct tokens"
    if margin < LEAST_MARGIN:
        return f"margin {margin:.1e}"
    return None


def run_case(model, processors, conversation):
    processor, fast = processors
    prompt, inputs = inputs_of(processor, conversation)
    ids = inputs["input_ids"][0].tolist()
    with torch.no_grad():
        logits = model(**inputs).logits[0]
    positions = positions_of(ids, model.config.image_token_index)
    generated, margin, logprobs = greedy(model, inputs)
    tensors = {"logits": logits[positions].contiguous(), "greedy_logprobs": logprobs}
    record = {"messages": conversation, "prompt": prompt, "input_ids": ids,
              "logits_positions": positions, "greedy": generated,
              "greedy_text": processor.tokenizer.decode(generated, skip_special_tokens=True),
              "greedy_distinct": len(set(generated)), "greedy_least_margin": margin}
    if "pixel_values" in inputs:
        pixels = inputs["pixel_values"]
        tensors["pixel_values"] = pixels.contiguous()
        tensors["features"] = features_of(model, pixels).contiguous()
        other = fast(images=[pictures.draw(n) for n in picture_names(conversation)],
                     return_tensors="pt")["pixel_values"]
        record["torchvision_backend_largest_difference"] = (other - pixels).abs().max().item()
    return record, tensors, fault(generated, margin, processor.tokenizer)


def processors_of(directory):
    slow = AutoProcessor.from_pretrained(directory, backend="pil")
    # Processors do not look into tokenizer_config.json for a template, tokenizers do.
    slow.chat_template = slow.chat_template or slow.tokenizer.chat_template
    if slow.image_processor.backend != "pil":
        raise SystemExit("the reference must resize with Pillow")
    fast = AutoProcessor.from_pretrained(directory, backend="torchvision").image_processor
    return slow, fast


def versions(*more):
    names = ("torch", "transformers", "tokenizers", "safetensors", "pillow", "numpy", *more)
    return {name: importlib.metadata.version(name) for name in names}


def run(spec, directory):
    model, processors = load(directory, spec), processors_of(directory)
    records, tensors, faults = {}, {}, []
    for name, conversation in CASES.items():
        record, arrays, wrong = run_case(model, processors, conversation)
        records[name] = record
        tensors.update({f"{name}.{key}": value for key, value in arrays.items()})
        if wrong:
            faults.append(f"{name}: {wrong}")
    return records, tensors, faults


def main():
    checkpoints, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    chosen = sys.argv[3:] or [spec.name for spec in specs.SPECS]
    warnings.filterwarnings("ignore")
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.set_num_threads(1)
    (out / "pictures").mkdir(parents=True, exist_ok=True)
    for name in pictures.PICTURES:
        pictures.draw(name).save(out / "pictures" / f"{name}.png", optimize=True)
    for spec in specs.SPECS:
        if spec.name not in chosen:
            continue
        records, tensors, faults = run(spec, checkpoints / spec.name / "model")
        if faults:
            raise SystemExit(f"{spec.name}: {'; '.join(faults)}: choose another seed")
        (out / spec.name).mkdir(parents=True, exist_ok=True)
        save_file(tensors, out / spec.name / "golden.safetensors")
        golden = {"script": "make_goldens.py", "versions": versions(),
                  "image_tokens": spec.image_tokens, "cases": records}
        (out / spec.name / "golden.json").write_text(
            json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
        least = min(r["greedy_least_margin"] for r in records.values())
        distinct = min(r["greedy_distinct"] for r in records.values())
        print(f"{spec.name}: least margin {least:.4f}, at least {distinct} distinct tokens")


if __name__ == "__main__":
    main()
