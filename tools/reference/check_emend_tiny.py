"""Whether transformers gives the same greedy text: check_emend_tiny.py DIR FIXTURE.jsonl [TOKENS]

DIR is loaded unchanged, in f32. Each line of the fixture is {"image": PNG, "prompt": TEXT,
"greedy": TEXT}; image paths count from the fixture's folder. A prompt without the image token is a
question and is put into the checkpoint's chat template; one with it is taken as rendered. At most
TOKENS tokens are generated, else the generation config's max_new_tokens, else 128.
Exit code 1 when a text differs or a weight does not bind.
"""

import json
import pathlib
import sys

import torch
from PIL import Image
from transformers import AutoProcessor, LlavaForConditionalGeneration
from transformers.utils import logging


def load(directory):
    model, info = LlavaForConditionalGeneration.from_pretrained(
        directory, dtype=torch.float32, output_loading_info=True)
    wrong = {key: sorted(map(str, info[key]))
             for key in ("missing_keys", "unexpected_keys", "mismatched_keys") if info[key]}
    processor = AutoProcessor.from_pretrained(directory, backend="pil")
    processor.chat_template = processor.chat_template or processor.tokenizer.chat_template
    return model.eval(), processor, wrong


def rendered(processor, prompt):
    if processor.image_token in prompt:
        return prompt
    content = [{"type": "image"}, {"type": "text", "text": prompt}]
    return processor.apply_chat_template(
        [{"role": "user", "content": content}], add_generation_prompt=True)


def greedy(model, processor, line, folder, limit):
    image = Image.open(folder / line["image"])
    text = rendered(processor, line["prompt"])
    begin = processor.tokenizer.bos_token
    inputs = processor(images=[image], text=text, return_tensors="pt",
                       add_special_tokens=not (begin and text.startswith(begin)))
    with torch.no_grad():
        output = model.generate(**inputs, max_new_tokens=limit, do_sample=False)
    written = output[0, inputs["input_ids"].shape[1]:]
    return processor.tokenizer.decode(written, skip_special_tokens=True)


def main():
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    fixture = pathlib.Path(sys.argv[2])
    model, processor, wrong = load(sys.argv[1])
    if wrong:
        print(f"weights that do not bind: {wrong}")
    limit = int(sys.argv[3]) if len(sys.argv) > 3 else model.generation_config.max_new_tokens or 128
    lines = [json.loads(x) for x in fixture.read_text().splitlines() if x.strip()]
    same = 0
    for number, line in enumerate(lines, 1):
        text = greedy(model, processor, line, fixture.parent, limit)
        same += text == line["greedy"]
        print(f"{number} {line['image']}: {'same' if text == line['greedy'] else 'DIFFERENT'}")
        if text != line["greedy"]:
            print(f"  transformers: {text!r}\n  fixture:      {line['greedy']!r}")
    print(f"{same} of {len(lines)} the same")
    sys.exit(0 if lines and same == len(lines) and not wrong else 1)


if __name__ == "__main__":
    main()
