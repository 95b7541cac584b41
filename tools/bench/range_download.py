"""Times a large object fetched through Emend's cache beside curl, from the same server.

Both ask for the same ranges, as many at once, and write to the same disk; runs alternate. curl leaves
a file a range; the cache leaves one file, held against its digest and forced to disk. Needs the test
classes (mvn test-compile) and the class path (mvn dependency:build-classpath), curl 7.75 or newer.

    python tools/bench/range_download.py --endpoint http://127.0.0.1:9000 --bucket models \
        --object big/model.safetensors --classpath "$(cat cp.txt)" --work /tmp/work
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import time

RANGE = 16 << 20  # as S3Download has it


def by_curl(options, size):
    parts = options.work / "curl"
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True)
    url = f"{options.endpoint}/{options.bucket}/{options.object}"
    lines = []
    for start in range(0, size, RANGE):
        last = min(size, start + RANGE) - 1
        lines.append(
            f'next\nurl = "{url}"\nrange = "{start}-{last}"\noutput = "{parts}/{start}"\n'
            f'user = "{options.access_key}:{options.secret_key}"\n'
            'aws-sigv4 = "aws:amz:us-east-1:s3"\n'
            'header = "x-amz-content-sha256: UNSIGNED-PAYLOAD"\nfail\nsilent\nshow-error\n'
        )
    config = options.work / "curl.conf"
    config.write_text("".join(lines).removeprefix("next\n"))
    begun = time.perf_counter()
    command = ["curl", "-Z", "--parallel-max", str(options.parallel), "--config", str(config)]
    subprocess.run(command, check=True)
    seconds = time.perf_counter() - begun
    assert sum(part.stat().st_size for part in parts.iterdir()) == size
    shutil.rmtree(parts)
    return {"seconds": seconds}


def by_cache(options, size):
    cache = options.work / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    folder = os.path.dirname(options.object)
    run = subprocess.run(
        ["java", f"-Xmx{options.heap}", "-cp", options.classpath, "io.emend.storage.RangeDownload",
         options.endpoint, options.access_key, options.secret_key,
         f"s3://{options.bucket}/{folder}", str(cache), str(options.parallel)],
        check=True, capture_output=True, text=True)
    figures = json.loads(run.stdout.strip().splitlines()[-1])
    shutil.rmtree(cache)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--bucket", required=True)
    parser.add_argument("--object", required=True)
    parser.add_argument("--size", type=int, default=2 << 30, help="of the object in bytes")
    parser.add_argument("--access-key", default="local-access")
    parser.add_argument("--secret-key", default="local-secret")
    parser.add_argument("--classpath", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--parallel", type=int, default=8)
    parser.add_argument("--heap", default="256m")
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    runs = {"curl": [], "cache": []}
    for pair in range(options.pairs):
        order = [("curl", by_curl), ("cache", by_cache)]
        for name, run in order if pair % 2 == 0 else reversed(order):
            figures = run(options, options.size)
            print(name, figures, flush=True)
            runs[name].append(figures)
    rates = {
        name: [options.size / 1e6 / figures["seconds"] for figures in each]
        for name, each in runs.items()
    }
    for name, each in rates.items():
        print(f"{name}: median {statistics.median(each):.0f} MB/s, {min(each):.0f} to {max(each):.0f}")
    share = statistics.median(rates["cache"]) / statistics.median(rates["curl"])
    print(f"share {share:.2f}, peak RSS {max(f['peak_kb'] for f in runs['cache']) // 1024} MiB")


if __name__ == "__main__":
    main()
