#!/usr/bin/env bash
# Exports, shows what has changed since the last review, and tries the result in a database of its own.
set -euo pipefail
cd "$(dirname "$0")"

scratch="scratch_$$"
trap 'dropdb --if-exists "$scratch"' EXIT

# shellcheck disable=SC2086 # flags, with spaces between
typeferry export ${TYPEFERRY_EXPORT:?the flags that say what is exported}

git add --intent-to-add packages
git diff --exit-code -- packages || {
  echo "The platform has changed: review the difference, and check it in." >&2
  exit 3
}

[ -d node_modules/@pgpm ] || npm install --silent --no-audit --no-fund
for role in anonymous authenticated administrator; do
  psql -d postgres -q -c "DO \$\$ BEGIN CREATE ROLE $role; EXCEPTION WHEN duplicate_object THEN NULL; END \$\$"
done

typeferry deploy . -d "$scratch"
typeferry verify-deployed . -d "$scratch"
typeferry deploy checks -d "$scratch" --junit checks.xml
