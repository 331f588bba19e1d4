# Sourced by bin/run, bin/test and bin/bench: makes .venv from the hashed locks, once per lock.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

find_python() {
  local candidate
  for candidate in "${RUMBO_PYTHON:-}" python3 python3.11 python3.12 python3.13 python3.14 python; do
    [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

digest() { "$1" -c 'import hashlib, sys
print(hashlib.sha256(b"".join(open(n, "rb").read() for n in sys.argv[1:])).hexdigest())' "${@:2}"; }

make_venv() {
  local python
  python=$(find_python) || fail "Rumbo needs Python 3.11 or newer; install it, or name it in RUMBO_PYTHON."
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    fail "This Python cannot make environments: on Debian or Ubuntu run 'apt install python3-venv', then start again."
  "$python" -m venv .venv || fail "The environment .venv could not be made; remove it and start again."
}

# install LOCK: a stamp says which locks stand in .venv, so that a second start takes no time.
install() {
  local lock=$1 stamp=.venv/rumbo-stamp mark
  [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || { rm -rf .venv; make_venv; }
  mark="$lock $(digest .venv/bin/python "$lock" pyproject.toml)"
  if ! grep -qxF "$mark" "$stamp" 2>/dev/null; then
    say "Installing the packages of $lock (about a minute) ..."
    rm -f "$stamp"
    local pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input --quiet install)
    "${pip[@]}" --no-compile --no-deps --require-hashes -r "$lock" ||
      fail "The packages of $lock could not be installed; is the network there? Start again when it is."
    "${pip[@]}" --no-build-isolation --no-deps -e . || fail "Rumbo itself could not be installed into .venv."
    printf '%s\n' "$mark" >"$stamp"
    # The lock of the tests holds everything that running needs, in the same versions.
    if [ "$lock" = requirements-dev.lock ]; then
      printf '%s\n' "requirements.lock $(digest .venv/bin/python requirements.lock pyproject.toml)" >>"$stamp"
    fi
  fi
}

# prepare LOCK: packages, static files and message catalogues.
prepare() {
  if command -v flock >/dev/null 2>&1; then exec 9<.; flock 9; fi
  install "$1"
  .venv/bin/python -m rumbo.ui.assets 9>&- || fail "The static files could not be fetched."
  .venv/bin/python -m rumbo.ui.messages compile 9>&- || fail "The message catalogues could not be compiled."
  if command -v flock >/dev/null 2>&1; then exec 9>&-; fi
}
