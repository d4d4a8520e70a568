#!/usr/bin/env bash
# Installs what is missing, compiles, tests the infrastructure. Needs no AWS account and no CDK CLI.
set -euo pipefail
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "flowlens: npm is missing: install Node 20 or newer." >&2; exit 1; }
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-progress
fi
npm test --silent
