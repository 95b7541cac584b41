"""Times decoding beside busy neighbours and under CPU quotas, with threads as Emend chooses them and fixed.

For each way to start it a server answers the same question again and again, streamed; between two pieces
of an answer lies a token. Told are the medians of these times in ms, the rounds alternating between the
ways so that what else disturbs the machine disturbs all. Neighbours are loops of the shell: processes beside the
server, which share its CPUs evenly with it, or those of another pod, where server and loops have a control
group each. Control groups for CPUs (version 1 or 2) need root; without it such rows are left out and said so.

    mvn -q package -DskipTests
    python tools/bench/threads.py

`as shipped before` is what LibTorch does alone: all CPUs, threads that spin. On an idle machine: each
server takes a core at least.
"""

import argparse
import base64
import contextlib
import json
import os
import pathlib
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).parent.parent.parent
GROUPS = pathlib.Path("/sys/fs/cgroup")
PERIOD = 100_000
WAYS = {
    "chosen": {},
    "one thread": {"EMEND_INFERENCE_THREADS": "1"},
    "two threads": {"EMEND_INFERENCE_THREADS": "2"},
    # libgomp's own default, which it has where the policy is not set.
    "as shipped before": {"EMEND_INFERENCE_THREADS": str(os.cpu_count()), "GOMP_SPINCOUNT": "300000"},
}


class Group:
    """A control group, with a quota of CPUs or without."""

    def __init__(self, name, cpus):
        self.second = (GROUPS / "cgroup.controllers").exists()
        self.folder = (GROUPS if self.second else GROUPS / "cpu") / f"emend-bench-{os.getpid()}-{name}"
        self.folder.mkdir()
        if cpus:
            self.limit(int(cpus * PERIOD))

    def limit(self, quota):
        if self.second:
            (self.folder / "cpu.max").write_text(f"{quota} {PERIOD}")
        else:
            (self.folder / "cpu.cfs_period_us").write_text(str(PERIOD))
            (self.folder / "cpu.cfs_quota_us").write_text(str(quota))

    def enter(self):
        (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    def remove(self):
        self.folder.rmdir()


@contextlib.contextmanager
def control_group(name, cpus=None, wanted=True):
    group = Group(name, cpus) if wanted else None
    try:
        yield group
    finally:
        if group:
            group.remove()


@contextlib.contextmanager
def neighbours(count, group):
    loops = [subprocess.Popen(["sh", "-c", "while :; do :; done"], preexec_fn=group.enter if group else None)
             for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    def __init__(self, options, way, group, work):
        self.base = f"http://127.0.0.1:{free_port()}"
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(("OMP_", "GOMP_"))}
        environment.update(WAYS[way], EMEND_INFERENCE_MODEL=options.model, EMEND_STORAGE_PATH=f"{work}/store")
        command = [options.java, "-Djava.awt.headless=true", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true",
                   "-jar", ROOT / "target/quarkus-app/quarkus-run.jar", "serve", "--port", self.base.rpartition(":")[2]]
        self.log = pathlib.Path(work, "log")
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log,
                                            preexec_fn=group.enter if group else None)
        self.until_ready()

    def until_ready(self):
        while self.process.poll() is None:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                with urllib.request.urlopen(f"{self.base}/q/health/ready", timeout=60):
                    return
            time.sleep(0.2)
        raise SystemExit(self.log.read_text())

    def choice(self):
        lines = [line for line in self.log.read_text().splitlines() if " KV cache " in line]
        return lines[-1].rpartition("), ")[2] if lines else "?"

    def tokens(self, body):
        """Milliseconds between the pieces of an answer, and of the answer as a whole."""
        request = urllib.request.Request(f"{self.base}/v1/chat/completions", body,
                                         {"Content-Type": "application/json"})
        begun = last = time.perf_counter()
        times = []
        with urllib.request.urlopen(request, timeout=600) as answer:
            for line in answer:
                if line.startswith(b"data: {"):
                    now = time.perf_counter()
                    times.append((now - last) * 1000)
                    last = now
        # The first holds the prompt.
        return times[1:], (time.perf_counter() - begun) * 1000

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def question(options):
    picture = base64.b64encode((ROOT / "docs/sample.png").read_bytes()).decode()
    content = [{"type": "image_url", "image_url": {"url": f"data:image/png;base64,{picture}"}},
               {"type": "text", "text": "Describe every shape that you see, step by step."}]
    return json.dumps({"messages": [{"role": "user", "content": content}], "stream": True,
                       "temperature": 1, "seed": 7, "max_tokens": options.tokens}).encode()


def measure(options, condition, body):
    """One server at a time, since two would be each other's neighbours."""
    cpus, loops, apart = condition
    times = {way: ([], []) for way in WAYS}
    choice = "?"
    for _ in range(options.rounds):
        for way in WAYS:
            with tempfile.TemporaryDirectory() as work, \
                    control_group("server", cpus, bool(cpus or apart)) as group, \
                    control_group("neighbours", wanted=apart) as others:
                server = Server(options, way, group, work)
                try:
                    server.tokens(body)
                    with neighbours(loops, others):
                        for _ in range(options.answers):
                            tokens, whole = server.tokens(body)
                            times[way][0].extend(tokens)
                            times[way][1].append(whole)
                    choice = server.choice() if way == "chosen" else choice
                finally:
                    server.stop()
    return times, choice


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--java", default="java")
    parser.add_argument("--model", default="emend-tiny")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--answers", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=96)
    parser.add_argument("--only", help="conditions whose names begin so")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    body = question(options)
    conditions = {"alone": (None, 0, False), "1 busy loop": (None, 1, False), "2 busy loops": (None, 2, False),
                  "4 busy loops": (None, 4, False), "another pod's 1 busy loop": (None, 1, True),
                  "another pod's 2 busy loops": (None, 2, True), "another pod's 4 busy loops": (None, 4, True),
                  "quota 1": (1, 0, False), "quota 0.5": (0.5, 0, False)}
    if options.only:
        conditions = {name: condition for name, condition in conditions.items() if name.startswith(options.only)}
    results = {}
    print("| ms a token, p50 (whole answer) | " + " | ".join(WAYS) + " | chosen |")
    print("|---" * (len(WAYS) + 2) + "|")
    for name, condition in conditions.items():
        try:
            times, choice = measure(options, condition, body)
        except OSError as e:
            print(f"| {name} | left out: {e} |", flush=True)
            continue
        results[name] = {way: {"token": statistics.median(tokens), "answer": statistics.median(whole)}
                         for way, (tokens, whole) in times.items()}
        cells = [f"{figures['token']:.1f} ({figures['answer']:.0f})" for figures in results[name].values()]
        print(f"| {name} | " + " | ".join(cells) + f" | {choice} |", flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
