"""Compares our rendering of a folder of chat templates with transformers':

    compare_templates.py FOLDER WORK    # writes WORK/cases.json
    java -cp … io.emend.model.tokenizer.jinja.RenderingGoldens WORK/cases.json

The second line prints how many renderings are equal, refused or different, and each difference.
Templates of others are not committed: the folder is wherever they were brought to.
"""

import pathlib
import sys

import template_renderings


def main():
    folder, work = map(pathlib.Path, sys.argv[1:])
    work.mkdir(parents=True, exist_ok=True)
    templates = {p.stem: p.read_text() for p in sorted(folder.glob("*.jinja"))}
    golden = template_renderings.golden("compare_templates.py", templates)
    template_renderings.write(work / "cases.json", golden)
    print(f"{len(templates)} templates, {len(golden['rendered'])} renderings")


if __name__ == "__main__":
    main()
