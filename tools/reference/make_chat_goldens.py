"""Conversations as apply_chat_template renders them: make_chat_goldens.py OUT

Each entry gives template, special tokens, messages, whether the answer is opened, and the text.
"""

import importlib.metadata
import json
import pathlib
import sys

from transformers import PreTrainedTokenizerFast

import small_tokenizers
import specs

IMAGE = {"type": "image"}


def said(role, *parts):
    return {"role": role,
            "content": [p if p is IMAGE else {"type": "text", "text": p} for p in parts]}


SYSTEM = said("system", "You look at pictures with care.\nAnswer between two marks.")
TURNS = [
    said("user", IMAGE, "What is to the left of the circle?\nA: a square\nB: nothing"),
    said("assistant", "A square stands there. ## A ##"),
    said("user", "Look at the whole picture again."),
    said("assistant", "  There is more: a star.\n\n## A ##  "),
    said("user", "Are you <b>sure</b> & certain? \"Yes\" or 'no' – {{ 7 * 7 }} {% if x %} 你好 🙂"),
]
CONVERSATIONS = {
    "one-turn": TURNS[:1],
    "one-turn-system": [SYSTEM, *TURNS[:1]],
    "two-turns": TURNS[:3],
    "two-turns-system": [SYSTEM, *TURNS[:3]],
    "three-turns": TURNS,
    "three-turns-system": [SYSTEM, *TURNS],
    "no-picture": [said("user", "Name a colour.")],
    "two-pictures": [said("user", IMAGE, IMAGE, "Which is brighter?")],
    "picture-last": [said("user", "What is this?", IMAGE)],
    "answered": TURNS[:2],
}


def tokenizer_of(family):
    tokens = {f"{k}_token": v for k, v in specs.FAMILIES[family].items()
              if k in ("bos", "eos", "pad") and v}
    return PreTrainedTokenizerFast(
        tokenizer_object=small_tokenizers.train(family, 384),
        chat_template=specs.template(family), **tokens)


def entries(family):
    tokenizer = tokenizer_of(family)
    for name, messages in CONVERSATIONS.items():
        for cue in (True, False):
            yield {"family": family, "conversation": name, "add_generation_prompt": cue,
                   "text": tokenizer.apply_chat_template(
                       messages, tokenize=False, add_generation_prompt=cue)}


def main():
    out = pathlib.Path(sys.argv[1]) / "chat"
    out.mkdir(parents=True, exist_ok=True)
    families = {f: {"template": specs.template(f), "bos_token": p["bos"], "eos_token": p["eos"]}
                for f, p in specs.FAMILIES.items()}
    rendered = [entry for family in specs.FAMILIES for entry in entries(family)]
    golden = {"script": "make_chat_goldens.py",
              "versions": {n: importlib.metadata.version(n) for n in ("transformers", "Jinja2")},
              "families": families, "conversations": CONVERSATIONS, "rendered": rendered}
    (out / "chat.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(rendered)} renderings")


if __name__ == "__main__":
    main()
