#!/usr/bin/env bash
# Makes the packages, with symbols and, in a clone of a public repository, SourceLink. Built apart from the tree's own bin and obj: minutes long.
#   eng/pack.sh                   the libraries, into artifacts/packages
#   eng/pack.sh --tool            and the command line as a .NET tool, with libtorch for 64-bit Linux
#   eng/pack.sh src/Optiglot.Text one project and what it uses
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
. "$root/eng/environment.sh"
need_sdk
tool="" what=Optiglot.slnx
for word in "$@"; do case $word in --tool) tool=1 ;; -*) fail "pack: unknown option $word; there is --tool" 2 ;; *) what=$word ;; esac; done
cd "$root"
pack() {
    MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 "$DOTNET" pack "$@" -c Release -v quiet -nologo -m:1 -nodeReuse:false -p:UseSharedCompilation=false \
        -p:OptiglotPackages=1 --artifacts-path artifacts/pack -o artifacts/packages
}
pack "$what"
if [ -n "$tool" ]; then pack src/Optiglot.Cli -p:OptiglotTool=1; fi
ls -l artifacts/packages
