#!/usr/bin/env bash
# Publishes what a service needs: the program with ONNX Runtime, SkiaSharp and SQLite for 64-bit Linux, without libtorch. Then: dotnet DIR/optiglot.dll serve --model …
#   eng/publish-service.sh DIR              builds what is out of date first
#   eng/publish-service.sh DIR --no-build   takes what is built
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
. "$root/eng/environment.sh"
[ $# -ge 1 ] || fail "publish-service: say where to: eng/publish-service.sh DIR" 2
target=$1; shift
need_sdk
[ -d "$target" ] && [ -n "$(ls -A "$target")" ] && fail "publish-service: $target is not empty; name a new folder"
MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 "$DOTNET" publish "$root/src/Optiglot.Cli" -c Release -o "$target" -v quiet -nologo \
    -p:OptiglotServiceOnly=1 -p:UseAppHost=false -p:UseSharedCompilation=false -nodeReuse:false "$@"
echo "published: $target, $(du -sm --apparent-size "$target" | cut -f1) MiB"
