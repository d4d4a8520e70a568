#!/usr/bin/env bash
# Runs the page's tests, first without and then in a browser; Maven calls it with the class path of the server's tests.
set -euo pipefail
cd "$(dirname "$0")"
export FLOWLENS_CLASS_PATH=$1
export CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
npm run --silent test
if [ -z "$CHROMIUM" ]; then
  echo "chromium is missing: scripts/test installs it on Debian, or name any in the variable CHROMIUM." >&2
  exit 1
fi
npm run --silent browser-test
