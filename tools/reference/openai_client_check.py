"""The official OpenAI client against a running server: openai_client_check.py BASE_URL PNG [MODEL]

BASE_URL ends in /v1. Lists the models, asks about the picture at once and streaming, greedily, and
compares the two texts. Exit code 1 when anything is not as the client expects it.
"""

import base64
import pathlib
import sys

from openai import OpenAI


def question(picture):
    data = base64.b64encode(pathlib.Path(picture).read_bytes()).decode()
    return [{"role": "user", "content": [
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{data}"}},
        {"type": "text", "text": "What do you see in the picture?"}]}]


def plain(client, settings):
    answer = client.chat.completions.create(**settings)
    choice, usage = answer.choices[0], answer.usage
    require(answer.object == "chat.completion", f"object is {answer.object}")
    require(choice.message.role == "assistant", f"role is {choice.message.role}")
    require(choice.finish_reason in ("stop", "length"), f"finish {choice.finish_reason}")
    require(usage.total_tokens == usage.prompt_tokens + usage.completion_tokens, f"{usage}")
    return choice.message.content, choice.finish_reason, usage


def streamed(client, settings):
    pieces, reasons, usages, ids = [], [], [], set()
    for chunk in client.chat.completions.create(
            stream=True, stream_options={"include_usage": True}, **settings):
        require(chunk.object == "chat.completion.chunk", f"object is {chunk.object}")
        ids.add(chunk.id)
        usages += [chunk.usage] if chunk.usage else []
        for choice in chunk.choices:
            pieces.append(choice.delta.content or "")
            reasons += [choice.finish_reason] if choice.finish_reason else []
    require(len(ids) == 1, f"chunks have {len(ids)} ids")
    require(len(reasons) == 1, f"finish reasons {reasons}")
    require(len(usages) == 1, f"{len(usages)} chunks with usage")
    return "".join(pieces), reasons[0], usages[0]


def require(holds, message):
    if not holds:
        print(f"FAILED: {message}")
        sys.exit(1)


def main():
    client = OpenAI(base_url=sys.argv[1], api_key="unused", max_retries=0, timeout=120)
    models = [model.id for model in client.models.list()]
    require(models, "no models")
    print(f"models: {', '.join(models)}")
    settings = {"model": sys.argv[3] if len(sys.argv) > 3 else models[0],
                "messages": question(sys.argv[2]), "temperature": 0, "max_tokens": 64}
    at_once, in_pieces = plain(client, settings), streamed(client, settings)
    print(f"plain:    {at_once[0]!r} ({at_once[1]}, {at_once[2].total_tokens} tokens)")
    print(f"streamed: {in_pieces[0]!r} ({in_pieces[1]}, {in_pieces[2].total_tokens} tokens)")
    require(at_once[0] == in_pieces[0], "the texts differ")
    require(at_once[1] == in_pieces[1], "the finish reasons differ")
    require(at_once[2].total_tokens == in_pieces[2].total_tokens, "the token counts differ")
    print("good")


if __name__ == "__main__":
    main()
