"""Times the start of an image's layout with and without its ahead-of-time cache.

A run begins with the process and ends with the first answer to a question, asked again and again from
the start on; readiness is looked for on the way. Runs with and without alternate. Beside the time that
passes the processor time is told, which other work on the machine disturbs less. Files are in memory
(the page cache) after a first run that does not count.

    tools/image/layout.sh /tmp/emend
    JAVA_HOME=... PATH=$JAVA_HOME/bin:$PATH tools/image/train-cache.sh /tmp/emend docs/sample.png
    python tools/bench/cold_start.py --layout /tmp/emend --java $JAVA_HOME/bin/java --work /tmp/work
"""

import argparse
import base64
import collections
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.request

TOOLS = pathlib.Path(__file__).parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 300


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def until_ok(request, begun, process):
    while time.perf_counter() - begun < PATIENCE:
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                answer.read()
            return time.perf_counter() - begun
        except (urllib.error.URLError, ConnectionError):
            if process.poll() is not None:
                raise SystemExit(f"the server ended with {process.returncode}") from None
            time.sleep(0.02)
    raise SystemExit("no answer in time")


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mib(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def start(options, cached, question):
    writable = options.work / "writable"
    shutil.rmtree(writable, ignore_errors=True)
    writable.mkdir(parents=True)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [TOOLS / "image" / "start.sh", options.layout, writable,
               *([] if cached else ["-XX:AOTMode=off"]),
               "--", "serve", "--host", "127.0.0.1", "--port", str(port)]
    begun = time.perf_counter()
    with open(options.work / "log", "wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log,
                                   env={**os.environ, "JAVA": str(options.java)})
    try:
        live = until_ok(f"{base}/q/health/live", begun, process)
        ready = until_ok(f"{base}/q/health/ready", begun, process)
        post = urllib.request.Request(f"{base}/v1/inferences", question,
                                      {"Content-Type": "application/json"})
        answer = until_ok(post, begun, process)
        return {"listens": live, "ready": ready, "first answer": answer,
                "processor": processor_seconds(process), "MiB": resident_mib(process)}
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--layout", type=pathlib.Path, required=True)
    parser.add_argument("--java", type=pathlib.Path, required=True, help="25 or newer")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    picture = base64.b64encode((TOOLS.parent / "docs" / "sample.png").read_bytes()).decode()
    question = json.dumps({"image": f"data:image/png;base64,{picture}",
                           "question": "What shape is the red thing?",
                           "sampling": {"maxTokens": 16}}).encode()
    options.work.mkdir(parents=True, exist_ok=True)
    options.work.chmod(0o755)
    figures = collections.defaultdict(lambda: collections.defaultdict(list))
    start(options, True, question)
    for run in range(options.runs):
        for cached in (True, False) if run % 2 == 0 else (False, True):
            result = start(options, cached, question)
            print("with" if cached else "without",
                  {name: round(value, 2) for name, value in result.items()},
                  "load", os.getloadavg()[0], flush=True)
            for name, value in result.items():
                figures[name][cached].append(value)
    for name, runs in figures.items():
        texts = [f"{statistics.median(runs[cached]):.2f} ({min(runs[cached]):.2f} to "
                 f"{max(runs[cached]):.2f})" for cached in (True, False)]
        print(f"{name}: with the cache {texts[0]}, without {texts[1]}")


if __name__ == "__main__":
    main()
