#!/usr/bin/env bash
# Builds the page into the server's resources; Maven calls it.
set -euo pipefail
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "npm is missing: install Node 20 or newer." >&2; exit 1; }
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-progress
fi
page=../src/main/resources/web/index.html
if [ ! -f "$page" ] || [ -n "$(find . -path ./node_modules -prune -o -type f -newer "$page" -print -quit)" ]; then
  npm run --silent build
fi
