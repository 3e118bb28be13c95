#!/usr/bin/env bash
# All tests. pytest comes last, so that its summary is the last line. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v chromium >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "- Installing chromium for the browser tests"
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium) >/dev/null 2>&1 \
      || { echo "frontdesk: chromium can't be installed with apt-get" >&2; exit 1; }
  else
    echo "frontdesk: the browser tests need chromium on PATH (on Debian: apt install chromium)" >&2
    exit 1
  fi
fi

[ -t 1 ] || export NO_COLOR=1
echo "- ruff"; .venv/bin/ruff check --quiet .
echo "- tsc"; npm run --silent types
echo "- vitest"; npm test --silent -- --reporter=dot
echo "- pytest"
# Exit 5, nothing collected, counts as a failure like any other.
exec .venv/bin/python -m pytest -n 2 --dist worksteal "$@"
