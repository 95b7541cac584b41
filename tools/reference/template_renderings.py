"""Templates rendered by transformers, in the form that RenderingGoldens.java reads.

Every template meets every conversation with and without the cue and with each set of variables;
what transformers refuses is recorded as an error.
"""

import importlib.metadata
import json
import datetime

from transformers.utils import chat_template_utils

NOW = datetime.datetime(2025, 3, 9, 7, 5, 4)
TOKENS = {"bos_token": "<s>", "eos_token": "</s>"}
VARIABLES = {
    "plain": {},
    "no-thinking": {"enable_thinking": False, "add_vision_id": True, "thinking": False},
    "thinking": {"enable_thinking": True, "thinking": True, "date_string": "26 Jul 2024"},
}


class FixedClock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return NOW


chat_template_utils.datetime = FixedClock


def text(value):
    return {"type": "text", "text": value}


IMAGE = {"type": "image"}
SYSTEM = "You look at pictures with care.\nAnswer between two marks."
ANSWER = "  A square.\n\n## A ##\n"
THOUGHT = "<think>\nIt has four sides.\n</think>\n\nA square stands there. ## A ##"
LAST = "Are you <b>sure</b> & certain? \"Yes\" or 'no' – {{ 7 * 7 }} {% if x %} 你好 🙂\t"
TOOL_CALL = {"type": "function", "function": {"name": "crop", "arguments": {"x": 1, "sharp": True}}}
TOOLS = [{"type": "function", "function": {
    "name": "crop", "description": "Cuts a part\nout <of> a picture é.",
    "parameters": {"type": "object", "required": ["x"], "properties": {
        "x": {"type": "integer", "description": "Where it begins"},
        "sharp": {"type": ["boolean", "null"], "default": None},
        "scale": {"type": "number", "enum": [0.5, 1.0, 1e-07, 1e22]}}}}}]


def texts():
    """Conversations whose contents are texts."""
    user = {"role": "user", "content": "What is to the left of the circle?\nA: a square\nB: nothing"}
    again = {"role": "user", "content": "Look at the whole picture again."}
    system = {"role": "system", "content": SYSTEM}
    answer = {"role": "assistant", "content": ANSWER}
    thought = {"role": "assistant", "content": THOUGHT}
    last = {"role": "user", "content": LAST}
    return {
        "text": [user],
        "text-system": [system, user],
        "text-answered": [user, answer],
        "text-two-turns": [user, answer, again],
        "text-three-turns": [system, user, thought, again, answer, last],
        "text-two-questions": [user, again],
        "text-tools": [user, {"role": "assistant", "content": "", "tool_calls": [TOOL_CALL]},
                       {"role": "tool", "name": "crop", "content": "{\"ok\": true}"},
                       thought, again],
    }


def parts():
    """Conversations whose contents are parts."""
    def said(role, *content):
        return {"role": role, "content": [c if isinstance(c, dict) else text(c) for c in content]}

    user = said("user", IMAGE, "What is to the left of the circle?\nA: a square\nB: nothing")
    again = said("user", "Look at the whole picture again.")
    system = said("system", SYSTEM)
    answer = said("assistant", ANSWER)
    thought = said("assistant", THOUGHT)
    return {
        "parts": [user],
        "parts-system": [system, user],
        "parts-answered": [user, answer],
        "parts-two-turns": [user, answer, again],
        "parts-three-turns": [system, user, thought, again, answer, said("user", LAST)],
        "parts-two-pictures": [said("user", IMAGE, "First.", IMAGE, " Which is brighter?")],
        "parts-picture-last": [said("user", "What is this?  ", IMAGE)],
        "parts-empty": [said("user")],
    }


def conversations():
    return {**texts(), **parts()}


def rendered(template, messages, variables):
    """The text, or the error's first line."""
    try:
        tools = TOOLS if variables.get("with_tools") else None
        return {"text": chat_template_utils.render_jinja_template(
            conversations=[messages], tools=tools, chat_template=template, **variables)[0][0]}
    except Exception as error:  # every error is a refusal
        return {"error": f"{type(error).__name__}: {error}".splitlines()[0]}


def cases(templates):
    for name, template in templates.items():
        for conversation, messages in conversations().items():
            for key, extra in VARIABLES.items():
                for cue in (True, False):
                    tools = conversation == "text-tools" and key == "plain"
                    variables = {**TOKENS, **extra, "add_generation_prompt": cue}
                    if tools:
                        variables["with_tools"] = True
                    yield {"template": name, "conversation": conversation, "variables": key,
                           "cue": cue, "tools": tools,
                           **rendered(template, messages, variables)}


def golden(script, templates):
    return {"script": script,
            "versions": {n: importlib.metadata.version(n) for n in ("transformers", "Jinja2")},
            "now": NOW.isoformat(), "tokens": TOKENS, "templates": templates,
            "conversations": conversations(), "variables": VARIABLES, "tools": TOOLS,
            "rendered": list(cases(templates))}


def write(path, value):
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")
