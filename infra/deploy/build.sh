#!/usr/bin/env bash
# Installs the libraries of scripts/deploy and compiles it, if that is not done or out of date.
set -euo pipefail
cd "$(dirname "$0")"

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "Installing the libraries of scripts/deploy ..."
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi
if [ ! -f dist/src/main.js ] || [ -n "$(find src test package-lock.json tsconfig.json -newer dist/src/main.js -type f -print -quit)" ]; then
  rm -rf dist
  node_modules/.bin/tsc -p .
fi
