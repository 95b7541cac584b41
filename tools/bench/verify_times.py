"""Tells where the time of `mvn verify` went, as tables of Markdown.

Reads the test reports under target/, the starts of the packaged app that tests wrote down in
target/app-starts.tsv, and, where it is given, Maven's log for the time of each plugin:

    mvn -B -ntp -Dorg.slf4j.simpleLogger.showDateTime=true verify | tee target/verify.log
    python tools/bench/verify_times.py --log target/verify.log
"""

import argparse
import collections
import pathlib
import re
import statistics
import xml.etree.ElementTree as ElementTree

GOAL = re.compile(r"^(\d+) \[INFO\] --- (?:maven-)?([\w-]+?)(?:-maven)?(?:-plugin)?:[^:]+:([\w-]+) \((.+?)\)")
LAST = re.compile(r"^(\d+) \[INFO\] Total time")


def plugins(log):
    begun = []
    for line in log.read_text(errors="replace").splitlines():
        if found := GOAL.match(line):
            begun.append((int(found[1]), f"{found[2]}:{found[3]} ({found[4]})"))
        elif found := LAST.match(line):
            begun.append((int(found[1]), "the whole build"))
    for (start, name), (end, _) in zip(begun, begun[1:]):
        yield name, (end - start) / 1000
    yield begun[-1][1], begun[-1][0] / 1000


def classes(folder):
    for report in folder.glob("TEST-*.xml"):
        suite = ElementTree.parse(report).getroot()
        yield suite.get("name").removeprefix("io.emend."), float(suite.get("time")), int(suite.get("tests"))


def group(name):
    return ".".join(name.split(".")[:-1]) or "io.emend"


def table(title, heads, rows):
    print(f"\n{title}\n\n| {' | '.join(heads)} |\n|{' --- |' * len(heads)}")
    for row in rows:
        print("| " + " | ".join(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row) + " |")


def report(kind, found, longest):
    groups = collections.defaultdict(lambda: [0, 0, 0.0])
    for name, seconds, tests in found:
        row = groups[group(name)]
        row[0] += 1
        row[1] += tests
        row[2] += seconds
    rows = sorted(([name, *row] for name, row in groups.items()), key=lambda row: -row[3])
    rows.append(["all", *(sum(row[i] for row in rows) for i in (1, 2, 3))])
    table(f"{kind}, by package (seconds of lanes that ran at once are added up)",
          ["package", "classes", "tests", "s"], rows)
    table(f"{kind}, the longest classes", ["class", "tests", "s"],
          [(name, tests, seconds) for name, seconds, tests in
           sorted(found, key=lambda row: -row[1])[:longest]])


def starts(file):
    begun, listening = collections.Counter(), []
    for line in file.read_text().splitlines():
        kind, value = line.split("\t")
        if kind == "start":
            begun[value] += 1
        else:
            listening.append(int(value) / 1000)
    rows = [(name, count, "") for name, count in begun.most_common()]
    rows.append(("all", sum(begun.values()), ""))
    if listening:
        rows.append(("median until a server listens", len(listening), statistics.median(listening)))
    table("Starts of the packaged app by tests", ["command", "starts", "s"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", type=pathlib.Path, default=pathlib.Path("target"))
    parser.add_argument("--log", type=pathlib.Path, help="of Maven, with times")
    parser.add_argument("--longest", type=int, default=15, help="classes of each kind")
    options = parser.parse_args()
    if options.log:
        table("Plugins of a second or more", ["plugin", "s"],
              [row for row in plugins(options.log) if row[1] >= 1])
    for kind, folder in (("Unit tests", "surefire-reports"), ("Integration tests", "failsafe-reports")):
        if found := list(classes(options.target / folder)):
            report(kind, found, options.longest)
    if (options.target / "app-starts.tsv").exists():
        starts(options.target / "app-starts.tsv")


if __name__ == "__main__":
    main()
