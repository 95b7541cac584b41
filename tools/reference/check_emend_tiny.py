"""Whether transformers gives the same greedy text as a running server, or as a file.

    check_emend_tiny.py DIR http://HOST:PORT [TOKENS]
    check_emend_tiny.py DIR FIXTURE.jsonl [TOKENS]

DIR is a checkpoint, loaded unchanged, in f32. With a server, 50 questions about held-out scenes are
made and asked there, so that one command compares the two:

    ./emend serve &
    python tools/reference/check_emend_tiny.py src/main/resources/models/emend-tiny http://localhost:8080

The server must serve DIR in f32, its default. The scenes come from the app that `./emend` built, so
that `java` must be on the path. Pictures, questions and texts stay in a folder that is printed, as a
fixture for the second form.

Each line of a fixture is {"image": PNG, "prompt": TEXT, "greedy": TEXT}; image paths count from the
fixture's folder. A prompt without the image token is a question and is put into the checkpoint's
chat template; one with it is taken as rendered. At most TOKENS tokens are generated, else the
generation config's max_new_tokens, else 128.
Exit code 1 when a text differs or a weight does not bind.
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

import torch
from PIL import Image
from transformers import AutoProcessor, LlavaForConditionalGeneration
from transformers.utils import logging

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE, QUESTIONS = "plain/held-out?seed=50", 50


def made_fixture(server, limit):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="emend-tiny-"))
    app = ROOT / "target" / "quarkus-app"
    subprocess.run(
        ["java", "-Djava.awt.headless=true", "-cp", f"{app}/app/*:{app}/lib/main/*",
         str(ROOT / "tools" / "reference" / "SceneQuestions.java"), str(folder), SOURCE,
         str(QUESTIONS)], check=True)
    lines = [json.loads(x) for x in (folder / "questions.jsonl").read_text().splitlines()]
    for line in lines:
        line["greedy"] = asked(server, (folder / line["image"]).read_bytes(), line["prompt"], limit)
    fixture = folder / "fixture.jsonl"
    fixture.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    print(f"fixture: {fixture}")
    return fixture


def asked(server, png, prompt, limit):
    url = "data:image/png;base64," + base64.b64encode(png).decode()
    content = [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": prompt}]
    body = {"messages": [{"role": "user", "content": content}], "temperature": 0,
            "max_tokens": limit}
    request = urllib.request.Request(
        server.rstrip("/") + "/v1/chat/completions", json.dumps(body).encode(),
        {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["choices"][0]["message"]["content"]


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
    model, processor, wrong = load(sys.argv[1])
    if wrong:
        print(f"weights that do not bind: {wrong}")
    limit = int(sys.argv[3]) if len(sys.argv) > 3 else model.generation_config.max_new_tokens or 128
    from_server = sys.argv[2].startswith("http")
    fixture = made_fixture(sys.argv[2], limit) if from_server else pathlib.Path(sys.argv[2])
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
