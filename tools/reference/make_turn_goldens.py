"""Ids of whole conversations as transformers encodes them: make_turn_goldens.py GOLDEN

Reads the tokenizers of the checkpoints in GOLDEN and writes GOLDEN/chat/turns.json. Some templates
here differ from the checkpoint's own: they show what a tokenizer that puts a blank before its text
does to an answer that follows a newline, a bracket or a blank.
"""

import importlib.metadata
import json
import pathlib
import sys

from transformers import PreTrainedTokenizerFast

CHECKPOINTS = {"clip-mha-untied": "<s>", "siglip-mha-tied": None,
               "clip-gqa-tied": "<|begin_of_text|>", "clip-gqa-f16": None}
WALK = ("{%- for part in message['content'] -%}{%- if part['type'] == 'image' -%}{{ '<image>\n' }}"
        "{%- else -%}{{ part['text'] }}{%- endif -%}{%- endfor -%}")
TEMPLATES = {
    "own": None,
    "newline": "{% for message in messages %}{{ '<|' + message['role'] + '|>\n' }}" + WALK +
               "{{ eos_token + '\n' }}{% endfor %}"
               "{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}",
    "bracket": "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'assistant' %}"
               + WALK + "{{ eos_token }}{% else %}{{ '[INST]' }}" + WALK +
               "{{ '[/INST]' }}{% endif %}{% endfor %}",
    "blank": "{% for message in messages %}{{ message['role'].upper() + ': ' }}" + WALK +
             "{{ '\n' }}{% endfor %}{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}",
}
ANSWERS = ["A square stands there. ## A ##", "A square.\n", "A square.\n\n", "  two blanks ", "\nA",
           "é 🙂", "", "1. One\n2. Two\n"]


def said(role, *parts):
    return {"role": role, "content": [
        {"type": "image"} if p is None else {"type": "text", "text": p} for p in parts]}


def ids(tokenizer, text):
    bos = tokenizer.bos_token
    return tokenizer(text, add_special_tokens=not (bos and text.startswith(bos)))["input_ids"]


def entries(golden):
    for checkpoint, bos in CHECKPOINTS.items():
        tokenizer = PreTrainedTokenizerFast.from_pretrained(golden / checkpoint / "model")
        own = tokenizer.chat_template or template_of(golden / checkpoint / "model")
        for name, template in TEMPLATES.items():
            if name == "bracket" and bos is None:
                continue
            for answer in ANSWERS:
                conversation = [said("user", None, "What is it?"), said("assistant", answer),
                                said("user", "Look again.")]

                def rendered(messages, cue):
                    return tokenizer.apply_chat_template(
                        messages, chat_template=template or own, tokenize=False,
                        add_generation_prompt=cue)

                first = ids(tokenizer, rendered(conversation[:1], True))
                second = ids(tokenizer, rendered(conversation, True))
                cue, whole = rendered(conversation[:1], True), rendered(conversation[:2], False)
                kept = any(whole.startswith(cue + gap + answer) for gap in ("", " "))
                yield {"checkpoint": checkpoint, "template": name, "source": template,
                       "answer": answer, "kept": kept, "first": first, "second": second}


def template_of(directory):
    if (directory / "chat_template.jinja").exists():
        return (directory / "chat_template.jinja").read_text()
    return json.loads((directory / "chat_template.json").read_text())["chat_template"]


def main():
    golden = pathlib.Path(sys.argv[1])
    turns = list(entries(golden))
    (golden / "chat" / "turns.json").write_text(json.dumps({
        "script": "make_turn_goldens.py",
        "versions": {n: importlib.metadata.version(n) for n in ("transformers", "tokenizers")},
        "turns": turns}, ensure_ascii=False) + "\n")
    print(len(turns), "conversations")


if __name__ == "__main__":
    main()
