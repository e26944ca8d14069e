#!/usr/bin/env bash
# Builds a project at two paths and compares what comes out, byte by byte. Minutes long, so no part of ./test.
#   eng/same-bytes.sh                         the program and all that it uses
#   eng/same-bytes.sh src/Optiglot.Metrics    one project and what it uses
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
project=${1:-src/Optiglot.Cli}
. "$root/eng/environment.sh"
need_sdk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for place in "$work/one" "$work/a/longer path/of two"; do
    mkdir -p "$place"
    # What git knows of the tree as it stands; the program tells its commit, which both must have.
    (cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -cf - -T - --ignore-failed-read 2>/dev/null) | tar -xf - -C "$place"
    (cd "$place" && build "$project" -m:1 "-p:SourceRevisionId=$(git -C "$root" rev-parse HEAD)")
    (cd "$place/$project/bin" && find . \( -iname '*optiglot*.dll' -o -iname '*optiglot*.pdb' -o -iname '*optiglot*.xml' \) -type f -exec sha256sum {} + | LC_ALL=C sort -k2) > "$work/sums"
    [ -s "$work/sums" ] || fail "$project: nothing was built"
    if [ -f "$work/before" ]; then diff "$work/before" "$work/sums" || fail "same-bytes: these files differ"; fi
    mv "$work/sums" "$work/before"
done
echo "same-bytes: $(wc -l < "$work/before") files of $project are the same at both paths"
