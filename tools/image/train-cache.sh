#!/bin/bash
# Makes the ahead-of-time cache of a layout, where and with the Java (25 or newer) with which it will
# run: starts the server, has it answer one question of each kind, stops it.
#
#     train-cache.sh FOLDER PICTURE.png [CACHE]
#
# CACHE is FOLDER/emend.aot where it is not named, which is where a start looks for it.
# The JVM takes the cache only for the same Java, the same jars and the same options.
set -euo pipefail

home=$1
picture=$2
cache=${3:-$home/emend.aot}
port=${PORT:-8080}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# In place of java.options' own AOTCache, which is not there yet.
grep -v '^-XX:AOTCache=' "$home/java.options" > "$work/java.options"
EMEND_STORAGE_PATH=$work/store EMEND_STORAGE_CACHE_PATH=$work/cache \
  java "-XX:AOTCacheOutput=$cache" "@$work/java.options" \
  serve --host 127.0.0.1 --port "$port" > "$work/log" 2>&1 &
server=$!

# request LINE [BODY]: prints the answer; fails if it is none of 200.
request() {
  exec 3<> "/dev/tcp/127.0.0.1/$port" || return
  printf '%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
    "$1" "${#2}" "$2" >&3
  cat <&3 > "$work/answer"
  exec 3>&-
  head -n 1 "$work/answer" | grep -q ' 200 ' || { cat "$work/answer" >&2; return 1; }
}

until request 'GET /q/health/ready' '' 2> /dev/null; do
  kill -0 "$server" 2> /dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.2
done

image=data:image/png\;base64,$(base64 -w 0 "$picture")
question="\"image\":\"$image\",\"question\":\"What shape is the red thing?\",\"options\":[\"square\",\"circle\"]"
request 'POST /v1/inferences' "{$question}"
request 'POST /v1/corrections' "{$question,\"review\":\"critique\"}"
request 'POST /v1/chat/completions' "{\"model\":\"emend-tiny\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"$image\"}},{\"type\":\"text\",\"text\":\"What is red?\"}]}]}"
request 'GET /v1/models' ''
request 'GET /q/metrics' ''

kill -TERM "$server"
# 143: ended by that signal, as asked.
wait "$server" || [ $? = 143 ]
[ -s "$cache" ] || { cat "$work/log" >&2; exit 1; }
touch -d 2020-01-01T00:00:00Z "$cache"
chmod 644 "$cache"
