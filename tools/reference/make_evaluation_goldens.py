"""Benchmark files as pandas and pyarrow write them, and statistics: make_evaluation_goldens.py OUT

The Parquet files have the columns of ScienceQA, SEED-Bench, AI2D and MMStar on Hugging Face; the
table has those of a circular VLMEvalKit file. Statistics are SciPy's and statsmodels'.
"""

import base64
import io
import json
import pathlib
import sys

import numpy
import pandas
import pyarrow
import pyarrow.parquet
import scipy.stats
from PIL import Image
from statsmodels.stats.contingency_tables import mcnemar

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
IMAGE = pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())])


def png(color):
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), color).save(buffer, "PNG")
    return buffer.getvalue()


RED, BLUE = png("red"), png("blue")


def struct(data):
    return {"bytes": data, "path": None}


def parquet(name, fields, rows, codec, group=None):
    table = pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(fields))
    pyarrow.parquet.write_table(table, out / name, compression=codec, row_group_size=group)


STRING, STRINGS = pyarrow.string(), pyarrow.list_(pyarrow.string())
parquet(
    "scienceqa.parquet",
    [("image", IMAGE), ("question", STRING), ("choices", STRINGS), ("answer", pyarrow.int8()),
     ("hint", STRING), ("topic", STRING)],
    [{"image": struct(RED), "question": "Which colour?", "choices": ["blue", "red"], "answer": 1,
      "hint": "It is one colour.", "topic": "colour"},
     {"image": None, "question": "No picture?", "choices": ["yes", "no"], "answer": 0, "hint": "",
      "topic": "text"},
     {"image": struct(BLUE), "question": "Which now?", "choices": ["blue", "red", "green"],
      "answer": 0, "hint": "", "topic": "colour"}],
    "snappy", group=1)
parquet(
    "seed.parquet",
    [("question_id", STRING), ("image", pyarrow.list_(IMAGE)), ("question", STRING),
     ("choice_a", STRING), ("choice_b", STRING), ("choice_c", STRING), ("choice_d", STRING),
     ("answer", STRING)],
    [{"question_id": "s1", "image": [struct(BLUE)], "question": "Which colour?", "choice_a": "red",
      "choice_b": "green", "choice_c": "blue", "choice_d": "white", "answer": "C"}],
    "zstd")
parquet(
    "ai2d.parquet",
    [("question", STRING), ("options", STRINGS), ("answer", STRING), ("image", IMAGE)],
    [{"question": "How many?", "options": ["3", "2", "1"], "answer": "2", "image": struct(RED)},
     {"question": "Which colour?", "options": ["red", "blue"], "answer": "0", "image": struct(RED)}],
    "snappy")
parquet(
    "counting.parquet",
    [("question", STRING), ("options", STRINGS), ("answer", STRING), ("image", IMAGE)],
    [{"question": "How many?", "options": ["2", "0", "1"], "answer": "2", "image": struct(RED)},
     {"question": "How many?", "options": ["0", "1", "2"], "answer": "2", "image": struct(BLUE)}],
    "snappy")
for codec in ("none", "snappy", "zstd", "gzip", "brotli", "lz4"):
    parquet(
        f"codec-{codec}.parquet",
        [("question", STRING), ("answer", STRING), ("image", IMAGE)],
        [{"question": f"Which colour has disc {i}?" + " So?" * 50, "answer": "red",
          "image": struct(RED)} for i in range(20)],
        codec)
parquet(
    "mmstar.parquet",
    [("index", pyarrow.int64()), ("question", STRING), ("image", pyarrow.binary()),
     ("answer", STRING), ("category", STRING)],
    [{"index": 7, "question": "Which colour?\nOptions: A: red, or so, B: blue, C: a B: b, D: none",
      "image": RED, "answer": "A", "category": "perception"}],
    "none")

# Two pictures a question: decoded ones of Hugging Face, bytes alone, and VLMEvalKit's list as text.
for name, kind, form in (("several.parquet", IMAGE, struct), ("several-bytes.parquet",
                                                            pyarrow.binary(), bytes)):
    parquet(
        name,
        [("id", STRING), ("images", pyarrow.list_(kind)), ("question", STRING),
         ("options", STRINGS), ("answer", STRING)],
        [{"id": "two", "images": [form(RED), form(BLUE)], "question": "Which is red?",
          "options": ["the first", "the second"], "answer": "the first"},
         {"id": "one", "images": [form(BLUE)], "question": "Is it red?", "options": ["yes", "no"],
          "answer": "no"}],
        "snappy")
pandas.DataFrame([
    {"index": 1, "image": str([base64.b64encode(RED).decode(), base64.b64encode(BLUE).decode()]),
     "question": "Which is red?", "A": "the first", "B": "the second", "answer": "A"},
    {"index": 2, "image": "1", "question": "Which is blue?", "A": "the first",
     "B": "the second", "answer": "B"},
]).to_csv(out / "several.tsv", sep="\t", index=False)

MILLION = 1_000_000
pandas.DataFrame([
    {"index": 3, "image": base64.b64encode(RED).decode(), "question": 'The "red"\tone?',
     "hint": "two\nlines", "A": "red", "B": "blue", "answer": "A", "category": "colour",
     "split": "dev"},
    {"index": 3 + MILLION, "image": "3", "question": 'The "red"\tone?', "hint": "two\nlines",
     "A": "blue", "B": "red", "answer": "B", "category": "colour", "split": "dev"},
    {"index": 4, "image": base64.b64encode(BLUE).decode(), "question": "And this?", "A": "red",
     "B": "blue", "C": "green", "answer": "B", "category": "colour", "split": "test"},
]).to_csv(out / "circular.tsv", sep="\t", index=False)


def comparison(n, seed):
    random = numpy.random.default_rng(seed)
    base = random.random(n) < 0.6
    candidate = numpy.where(random.random(n) < 0.8, base, random.random(n) < 0.8)
    both = [[int(numpy.sum(base & candidate)), int(numpy.sum(base & ~candidate))],
            [int(numpy.sum(~base & candidate)), int(numpy.sum(~base & ~candidate))]]

    def interval(statistic, *data):
        found = scipy.stats.bootstrap(
            data, statistic, paired=True, vectorized=True, n_resamples=20000, method="percentile",
            rng=numpy.random.default_rng(1)).confidence_interval
        return [100 * float(found.low), 100 * float(found.high)]

    def mean(x, axis=-1):
        return numpy.mean(x, axis=axis)

    return {
        "base": base.astype(int).tolist(), "candidate": candidate.astype(int).tolist(),
        "pValue": float(mcnemar(both, exact=True).pvalue),
        "baseInterval": interval(mean, base.astype(float)),
        "candidateInterval": interval(mean, candidate.astype(float)),
        "gainInterval": interval(
            lambda a, b, axis=-1: mean(b, axis) - mean(a, axis),
            base.astype(float), candidate.astype(float)),
    }


pairs = [[b, c] for b in (0, 1, 2, 5, 17, 40) for c in (0, 1, 3, 9, 30, 95)]
(out / "statistics.json").write_text(json.dumps({
    "mcnemar": [{"losses": b, "gains": c,
                 "pValue": float(mcnemar([[10, b], [c, 10]], exact=True).pvalue) if b + c else 1.0}
                for b, c in pairs],
    "comparisons": [comparison(n, seed) for n, seed in ((40, 1), (400, 2))],
}) + "\n")
