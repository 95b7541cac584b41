"""Chat templates as transformers renders them: make_template_goldens.py OUT

Writes OUT/templates/families.json (templates of our own in the constructs of two dozen families),
whitespace.json (generated tags in every form among blanks and newlines) and language.json (the
expressions, filters, tests and methods that templates use).
"""

import importlib.metadata
import pathlib
import random
import sys

import template_language
import template_renderings

HERE = pathlib.Path(__file__).parent
BLANKS = ["", "", " ", "  ", "\n", "\n\n", "\n  ", "  \n", " \n ", "\t", "\n\t", "\r\n", "\u00a0"]
WORDS = ["x", "USER:", "A.", "[INST]", "<|im_start|>", "é", "}", "{", "#", "%"]


class Whitespace:
    """Templates made of every kind of tag, with every sign, between words and blanks."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def blanks(self):
        return self.random.choice(BLANKS)

    def text(self):
        word = self.random.choice(WORDS + [""])
        return self.blanks() + word + self.blanks()

    def tag(self, inner):
        left, right = self.random.choice("  -+"), self.random.choice("  -+")
        return "{%" + left.strip() + " " + inner + " " + right.strip() + "%}"

    def expression(self):
        left, right = self.random.choice("  -+"), self.random.choice("  -")
        inner = self.random.choice(["'v'", "' v '", "1", "''", "'\\n'", "n"])
        return "{{" + left.strip() + " " + inner + " " + right.strip() + "}}"

    def comment(self):
        left, right = self.random.choice("  -+"), self.random.choice("  -+")
        inner = self.random.choice([" note ", "\n two\n lines\n", " {{ 1 }} ", " {% if %} "])
        return "{#" + left.strip() + inner + right.strip() + "#}"

    def raw(self):
        begin = self.random.choice(["{% raw %}", "{%- raw -%}", "{%+ raw -%}", "{%raw%}"])
        return begin + self.blanks() + "{{ raw }}" + self.blanks() + self.tag("endraw")

    def condition(self, depth):
        otherwise = self.tag("else") + self.body(depth) if self.random.random() < 0.4 else ""
        test = self.random.choice(["true", "false", "n"])
        return self.tag("if " + test) + self.body(depth) + otherwise + self.tag("endif")

    def loop(self, depth):
        return self.tag("for i in [1, 2]") + self.body(depth) + self.tag("endfor")

    def block(self, depth):
        if self.random.random() < 0.5:
            return self.tag("generation") + self.body(depth) + self.tag("endgeneration")
        return (self.tag("set s") + self.body(depth) + self.tag("endset") + self.blanks()
                + "{{ s }}")

    def piece(self, depth):
        kinds = [self.text, self.text, self.expression, self.comment, self.raw,
                 lambda: self.tag("set n = 2")]
        if depth > 0:
            nested = [self.condition, self.loop, self.condition, self.loop, self.block]
            kinds += [lambda make=make: make(depth - 1) for make in nested]
        return self.random.choice(kinds)()

    def body(self, depth):
        return "".join(self.piece(depth) for _ in range(self.random.randint(1, 4)))


def whitespace(count):
    templates = {}
    seed = 0
    while len(templates) < count:
        seed += 1
        template = Whitespace(seed).body(2)
        tagged = any(tag in template for tag in ("{%", "{#", "{{"))
        if tagged and "text" in template_renderings.rendered(template, [], {"n": 1}):
            templates[f"seed-{seed}"] = template
    return templates


def plain(script, templates, variables):
    rendered = []
    for name, template in templates.items():
        rendered.append({"name": name, "template": template,
                         **template_renderings.rendered(template, [], variables)})
    return {"script": script,
            "versions": {n: importlib.metadata.version(n) for n in ("transformers", "Jinja2")},
            "variables": variables, "rendered": rendered}


def telling(rendered):
    """Variables that change nothing are left out: the file is committed."""
    def key(case):
        return case["template"], case["conversation"], case["cue"]

    plain = {key(case): case for case in rendered if case["variables"] == "plain"}
    return [case for case in rendered if case["variables"] == "plain"
            or case.get("text") != plain[key(case)].get("text")]


def main():
    out = pathlib.Path(sys.argv[1]) / "templates"
    out.mkdir(parents=True, exist_ok=True)
    families = {p.stem: p.read_text() for p in sorted((HERE / "templates/families").glob("*.jinja"))}
    golden = template_renderings.golden("make_template_goldens.py", families)
    golden["rendered"] = telling(golden["rendered"])
    template_renderings.write(out / "families.json", golden)
    cases = plain("make_template_goldens.py", whitespace(260), {"n": 1})
    template_renderings.write(out / "whitespace.json", cases)
    language = plain("make_template_goldens.py", template_language.templates(),
                     template_language.VARIABLES)
    template_renderings.write(out / "language.json", language)
    print(len(families), "families,", len(golden["rendered"]), "renderings,",
          len(cases["rendered"]), "whitespace cases,", len(language["rendered"]), "of the language")


if __name__ == "__main__":
    main()
