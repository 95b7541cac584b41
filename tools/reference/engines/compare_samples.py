"""Compares the responses of two evaluations of the same samples, turn by turn.

compare_samples.py ONE.jsonl OTHER.jsonl, as `emend evaluate --samples FILE` writes them.
Prints the turns that differ; fails where more than 1 % do.
"""

import json
import sys


def turns(path):
    samples = [json.loads(line) for line in open(path, encoding="utf-8")]
    return {
        (sample["id"], turn): sample[turn]["response"]
        for sample in samples
        for turn in ("initial", "refined")
        if sample.get(turn)
    }


one, other = turns(sys.argv[1]), turns(sys.argv[2])
assert one.keys() == other.keys(), "the samples are not the same"
different = [key for key in one if one[key] != other[key]]
for key in different:
    print(*key, one[key], other[key], sep="\n  ")
print(f"{len(one) - len(different)} of {len(one)} turns are equal")
sys.exit(len(different) > 0.01 * len(one))
