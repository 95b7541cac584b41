"""Times a large object fetched through Emend's cache beside curl, from the same server.

Both ask for the same ranges, as many at once, and write to the same disk; runs alternate. curl leaves
a file a range; the cache leaves one file and the checksums of its ranges. A Java process fetches it
three times: once new, twice running; a new one loads the S3 client's classes for the list of objects,
so that the rest of its time is told as well. It has read its configuration by then, as a server has.
Before each run memory is touched and freed: a hypervisor may have taken free pages, and giving them back
can take longer than all the rest. Needs the test classes (mvn test-compile) and the class path of the app
(mvn dependency:build-classpath -DincludeScope=runtime), curl 7.75 or newer, Linux.

    python tools/bench/range_download.py --endpoint http://127.0.0.1:9000 --bucket models \
        --object big/model.safetensors --work /tmp/work \
        --classpath "target/classes:target/test-classes:$(cat cp.txt)"
"""

import argparse
import collections
import json
import mmap
import os
import pathlib
import shutil
import statistics
import subprocess
import time

RANGE = 16 << 20  # as RangeSums has it
POPULATE = 0x8000  # MAP_POPULATE, which Python before 3.10 does not name


def claim_memory(size):
    mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | POPULATE).close()


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
    claim_memory(size + (1 << 30))
    begun = time.perf_counter()
    command = ["curl", "-Z", "--parallel-max", str(options.parallel), "--config", str(config)]
    subprocess.run(command, check=True)
    seconds = time.perf_counter() - begun
    assert sum(part.stat().st_size for part in parts.iterdir()) == size
    shutil.rmtree(parts)
    return {"curl": [{"seconds": seconds}]}


def by_cache(options, size):
    cache = options.work / "cache"
    folder = os.path.dirname(options.object)
    command = ["java", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
               f"-Xmx{options.heap}", "-cp", options.classpath,
               "io.emend.storage.s3.RangeDownload", options.endpoint, options.access_key,
               options.secret_key, f"s3://{options.bucket}/{folder}", str(options.parallel)]
    runs = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True) as process:
        for _ in range(3):
            shutil.rmtree(cache, ignore_errors=True)
            claim_memory(size + (1 << 30))
            process.stdin.write(f"{cache}\n")
            process.stdin.flush()
            runs.append(json.loads(process.stdout.readline()))
        process.stdin.close()
    shutil.rmtree(cache)
    download = [{"seconds": runs[0]["seconds"] - runs[0]["listing"]}]
    return {"cache, new": runs[:1], "cache, new, after the list": download,
            "cache, running": runs[1:]}


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
    runs = collections.defaultdict(list)
    for pair in range(options.pairs):
        order = [by_curl, by_cache]
        for run in order if pair % 2 == 0 else reversed(order):
            for name, figures in run(options, options.size).items():
                print(name, figures, flush=True)
                runs[name] += figures
    curl = statistics.median(each["seconds"] for each in runs["curl"])
    for name, each in runs.items():
        seconds = [figures["seconds"] for figures in each]
        rates = [options.size / 1e6 / second for second in seconds]
        print(f"{name}: median {statistics.median(rates):.0f} MB/s, {min(rates):.0f} to "
              f"{max(rates):.0f}, {curl / statistics.median(seconds):.2f} of curl, peak RSS "
              f"{max(figures.get('peak_kb', 0) for figures in each) // 1024} MiB")


if __name__ == "__main__":
    main()
