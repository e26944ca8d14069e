# Sourced by ./optiglot and ./test: finds the .NET SDK, and sets what training needs before the process starts.
# Every setting keeps the value that the caller has set already.

fail() { printf '%s\n' "$1" >&2; exit "${2:-1}"; }

find_dotnet() {
    local folder
    DOTNET=$(command -v dotnet || true)
    for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
        [ -n "$DOTNET" ] && break
        [ -n "$folder" ] && [ -x "$folder/dotnet" ] && DOTNET=$folder/dotnet
    done
    [ -n "$DOTNET" ] || fail "optiglot: dotnet is not on the PATH; install the .NET 10 SDK (https://dotnet.microsoft.com/download, package dotnet-sdk-10.0)"
}

need_sdk() {
    find_dotnet
    "$DOTNET" --list-sdks 2>/dev/null | grep -q '^10\.' ||
        fail "optiglot: $DOTNET has no .NET 10 SDK, which the build needs; install it (https://dotnet.microsoft.com/download, package dotnet-sdk-10.0)"
}

# No build server outlives the build: it would hold the terminal, or a pipe, of whoever called.
build() {
    MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 "$DOTNET" build "$@" \
        -c Release -v quiet -nologo '-clp:ErrorsOnly;NoSummary' -tl:off -nodeReuse:false -p:UseSharedCompilation=false
}

# What ./optiglot was last built from; $root is the repository.
stamp=$root/src/Optiglot.Cli/obj/optiglot.sources
# What the program's project leaves at the end of its build. A build that a signal stopped has the exit code of one that is done.
built=$root/src/Optiglot.Cli/obj/optiglot.built

# Names and times of all that the build reads: a changed, added or deleted file gives another line.
sources() {
    (cd "$root" && find src eng detectors Directory.* global.json .editorconfig -type d \( -name bin -o -name obj \) -prune -o -type f -printf '%p %T@\n' | LC_ALL=C sort | cksum)
}

# Cores this process may use: the affinity mask, and the control group's quota where that is less.
usable_cores() {
    local cores quota period
    cores=$(nproc 2>/dev/null || echo 1)
    if read -r quota period 2>/dev/null < /sys/fs/cgroup/cpu.max && [ "$quota" != max ]; then
        quota=$(((quota + period - 1) / period))
        [ "$quota" -ge 1 ] && [ "$quota" -lt "$cores" ] && cores=$quota
    fi
    echo "$cores"
}

# glibc gives every large tensor fresh pages and takes them back at once; faulting them in costs more than the
# arithmetic (docs/decisions.md has the numbers). So: keep freed memory, grow in big steps, ask for huge pages, and join
# freed blocks with their neighbours at once (no caches of small ones), so that the next large tensor fits where the last was.
export GLIBC_TUNABLES=${GLIBC_TUNABLES-glibc.malloc.hugetlb=1:glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=100000000000:glibc.malloc.top_pad=67108864:glibc.malloc.arena_max=1:glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0}
export OMP_NUM_THREADS=${OMP_NUM_THREADS-$(usable_cores)}
# OpenMP's threads wait for one another by spinning. When anything else runs on the cores a long spin starves the very thread that is waited for: measured with
# a build beside the training, ten times slower. A spin of some tens of microseconds is as fast on a quiet machine (8,200 against 8,300 tokens/s).
export GOMP_SPINCOUNT=${GOMP_SPINCOUNT-20000}
# oneDNN keeps what it prepared for a product by its shape, up to 1,024 shapes; batches have ever new ones, and the kept ones take some hundred megabytes of a long training run.
export ONEDNN_PRIMITIVE_CACHE_CAPACITY=${ONEDNN_PRIMITIVE_CACHE_CAPACITY-256}
# .NET takes vectors of 256 bits on Intel's processors although they have 512: those gave 3 to 14% of training speed where it was measured (a Xeon with AVX-512). Elsewhere .NET chooses.
wide_vectors() { grep -q -m1 '^vendor_id.*GenuineIntel' "$1" 2>/dev/null && grep -q -m1 '^flags.* avx512f' "$1"; }
if [ -z "${DOTNET_PreferredVectorBitWidth+set}" ] && wide_vectors "${OPTIGLOT_CPUINFO-/proc/cpuinfo}"; then export DOTNET_PreferredVectorBitWidth=512; fi
export DOTNET_gcServer=${DOTNET_gcServer-0}
export DOTNET_TieredPGO=${DOTNET_TieredPGO-1}
export DOTNET_CLI_TELEMETRY_OPTOUT=${DOTNET_CLI_TELEMETRY_OPTOUT-1}
export DOTNET_NOLOGO=${DOTNET_NOLOGO-1}
