# Sourced by bin/test: finds a Chromium for the browser tests, or installs one; never skips.
# shellcheck shell=bash

find_chromium() {
  local found
  if found=$(existing_chromium); then
    export RUMBO_CHROMIUM=$found
    return 0
  fi
  say "No Chromium found; installing one ..."
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium; } >&2
  fi
  existing_chromium >/dev/null || playwright install chromium >&2
  if found=$(existing_chromium); then
    export RUMBO_CHROMIUM=$found
    return 0
  fi
  say "The browser tests need Chromium: run 'apt install chromium' as root, or name one in RUMBO_CHROMIUM."
  return 1
}

# Prints the path of a Chromium that starts.
existing_chromium() {
  local candidate
  for candidate in "${RUMBO_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "$(playwright_chromium)"; do
    [ -n "$candidate" ] && candidate=$(command -v "$candidate") || continue
    if "$candidate" --version >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

playwright_chromium() {
  .venv/bin/python -c 'from playwright.sync_api import sync_playwright
with sync_playwright() as p: print(p.chromium.executable_path)' 2>/dev/null
}
