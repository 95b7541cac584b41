#!/bin/sh
# Sends a running server what its own OpenAPI document allows and forbids, and fails on any answer
# that the document does not describe: a 5xx, another status, media type or schema, a missing Allow.
#
#   pip install schemathesis==4.32.5
#   ./emend serve --port 8080 &
#   tools/conformance/run.sh [URL [SECONDS]]
#
# What it finds is in target/conformance/, a request as a curl command each.
set -eu
url=${1:-http://localhost:8080}
seconds=${2:-600}
out=${OUT:-target/conformance}
mkdir -p "$out"
cd "$out"
exec schemathesis run "$url/q/openapi?format=json" \
  --url "$url" --mode all --max-time "$seconds" --workers "${WORKERS:-1}" \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,unsupported_method,allow_header_conformance \
  --continue-on-failure --request-timeout 60 --suppress-health-check all \
  --report junit,ndjson --report-dir .
