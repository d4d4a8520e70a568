#!/usr/bin/env bash
# Tests scripts/deploy against a stub of AWS, which the real SDK clients call over HTTP.
set -euo pipefail
cd "$(dirname "$0")"
./build.sh
exec node --test dist/test/
