#!/usr/bin/env bash
# Exports, shows what has changed since the last review, and tries the result in a database of its own.
set -euo pipefail
cd "$(dirname "$0")"

scratch="scratch_$$"
trap 'dropdb --if-exists "$scratch"' EXIT

# shellcheck disable=SC2086 # flags, with spaces between
typeferry export --out packages ${TYPEFERRY_EXPORT:?the flags that say what is exported}

git add --intent-to-add packages
git diff --exit-code -- packages || {
  echo "The platform has changed: review the difference, and check it in." >&2
  exit 3
}

typeferry deploy packages -d "$scratch"
typeferry deploy checks -d "$scratch" --junit checks.xml
