"""What a function adds to the server that answers for it: 32 corrections at a time.

remote_overhead.py JAR [--requests N] [--concurrency C] [--tokens T] [--pause MS]

A stand-in for the server streams T tokens, one each MS milliseconds, for as many requests as come, so that what is
measured is Emend alone. The same two turns are asked of it directly and through POST /v1/corrections, alternated
in blocks; printed are medians and the processor time of Emend's process for each correction. Python 3.11, no
packages.
"""

import argparse
import asyncio
import base64
import contextlib
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

MODEL = "emend-tiny"
PICTURE = base64.b64encode(pathlib.Path("docs/sample.png").read_bytes()).decode()
URL = "data:image/png;base64," + PICTURE


def event(delta, finish=None, usage=None):
    choices = [] if usage else [{"index": 0, "delta": delta, "finish_reason": finish}]
    body = {"object": "chat.completion.chunk", "model": MODEL, "choices": choices}
    if usage:
        body["usage"] = usage
    data = f"data: {json.dumps(body)}\n\n".encode()
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


async def serve(reader, writer, tokens, pause):
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = [line for line in head.lower().split("\r\n") if line.startswith("content-length:")]
            if length:
                await reader.readexactly(int(length[0].split(":")[1]))
            if "/chat/completions" in head:
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
                start = time.perf_counter()
                for number in range(tokens):
                    await asyncio.sleep(max(0, start + (number + 1) * pause - time.perf_counter()))
                    writer.write(event({"content": " word"}))
                writer.write(event({"content": " ## A ##"}, "stop"))
                usage = {"prompt_tokens": 90, "completion_tokens": tokens + 1, "total_tokens": 91 + tokens}
                end = b"data: [DONE]\n\n"
                writer.write(event({}, usage=usage) + f"{len(end):x}\r\n".encode() + end + b"\r\n0\r\n\r\n")
            else:
                known = "/v1/models" in head
                body = json.dumps({"data": [{"id": MODEL, "owned_by": "stand-in"}]} if known else {}).encode()
                status = "200 OK" if known else "404 Not Found"
                writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
            if "connection: close" in head.lower():
                break
    writer.close()


async def post(port, path, body):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    data = json.dumps(body).encode()
    writer.write(
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Connection: close\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data
    )
    answer = await reader.read()
    writer.close()
    if b" 200 OK" not in answer.split(b"\r\n", 1)[0]:
        sys.exit(answer[:500].decode())


async def directly(port):
    turn = [
        {"role": "user", "content": [{"type": "image_url", "image_url": {"url": URL}}, {"type": "text", "text": "What?"}]}
    ]
    for _ in range(2):
        await post(port, "/v1/chat/completions", {"model": MODEL, "messages": turn, "stream": True})
        turn = [*turn, {"role": "assistant", "content": " word"}, {"role": "user", "content": "Check."}]


async def corrected(port):
    await post(port, "/v1/corrections", {"image": URL, "question": "What?", "options": ["yes", "no"]})


async def block(work, port, count, concurrency):
    gate = asyncio.Semaphore(concurrency)
    times = []

    async def one():
        async with gate:
            start = time.perf_counter()
            await work(port)
            times.append((time.perf_counter() - start) * 1000)

    await asyncio.gather(*(one() for _ in range(count)))
    return times


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def ready(port):
    address = f"http://127.0.0.1:{port}/q/health/ready"
    for _ in range(600):
        with contextlib.suppress(OSError):
            await asyncio.to_thread(lambda: urllib.request.urlopen(address, timeout=2).read())
            return
        await asyncio.sleep(0.2)
    sys.exit("the app does not become ready")


async def measure(options):
    stand_in = subprocess.Popen([sys.executable, __file__, "--serve", *sys.argv[1:]], stdout=subprocess.PIPE, text=True)
    server = int(stand_in.stdout.readline())
    with tempfile.TemporaryDirectory() as folder, open(folder + "/log", "w+", encoding="utf-8") as log:
        environment = dict(
            os.environ,
            EMEND_STORAGE_PATH=folder + "/store",
            EMEND_INFERENCE_ENGINE="openai",
            EMEND_INFERENCE_REMOTE_URL=f"http://127.0.0.1:{server}/v1",
            EMEND_INFERENCE_REMOTE_CONCURRENCY=str(options.concurrency),
            OPT_OUT_TRACKING="true",
        )
        command = ["java", "-Djava.awt.headless=true", "-jar", options.jar, "serve", "--port", str(server + 1)]
        app = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            await ready(server + 1)
            await block(corrected, server + 1, options.requests, options.concurrency)
            direct, through, spent, count = [], [], 0.0, 0
            for _ in range(5):
                direct += await block(directly, server, options.requests, options.concurrency)
                before = processor_seconds(app.pid)
                through += await block(corrected, server + 1, options.requests, options.concurrency)
                spent += processor_seconds(app.pid) - before
                count += options.requests
        finally:
            app.send_signal(signal.SIGTERM)
            app.wait()
            stand_in.kill()
    a, b = statistics.median(direct), statistics.median(through)
    print(f"two turns directly {a:.1f} ms, through Emend {b:.1f} ms: {b - a:+.1f} ms, {100 * (b / a - 1):+.1f} %")
    print(f"processor time of Emend per correction {1000 * spent / count:.2f} ms, {count} corrections")


async def stand_in(options):
    serving = await asyncio.start_server(
        lambda reader, writer: serve(reader, writer, options.tokens, options.pause / 1000), "127.0.0.1", 0
    )
    print(serving.sockets[0].getsockname()[1], flush=True)
    await serving.serve_forever()


parser = argparse.ArgumentParser()
parser.add_argument("jar")
parser.add_argument("--serve", action="store_true")
parser.add_argument("--requests", type=int, default=320)
parser.add_argument("--concurrency", type=int, default=32)
parser.add_argument("--tokens", type=int, default=40)
parser.add_argument("--pause", type=float, default=20)
given = parser.parse_args()
asyncio.run(stand_in(given) if given.serve else measure(given))
