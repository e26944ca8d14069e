"""Says which PyTorch this is, as JSON: version, BLAS library, oneDNN. Exit code 1 and one line where there is none."""

import json
import os
import platform
import sys

try:
    import torch
except ImportError as error:
    sys.exit(str(error))


def blas():
    """The library that serves fp32 products: what is mapped after one of them, or what PyTorch was built with."""
    torch.ones(8, 8) @ torch.ones(8, 8)
    with open("/proc/self/maps", encoding="utf-8") as maps:
        files = {line.split()[-1] for line in maps if "/" in line}
    for known in ("openblas", "mkl_rt", "mkl_core", "libblis", "libatlas"):
        # By the whole path: Debian's alternatives call OpenBLAS libblas.so.3, in a folder of its own.
        found = sorted(file for file in files if known in file)
        if found:
            return "/".join(found[0].split("/")[-2:])
    if "USE_MKL=ON" in torch.__config__.show():
        return "MKL (linked in)"
    generic = sorted(file for file in files if os.path.basename(file).startswith("libblas.so"))
    return f"reference ({os.path.basename(generic[0])})" if generic else "linked in"


print(json.dumps({
    "torch": torch.__version__,
    "python": platform.python_version(),
    "blas": blas(),
    "onednn": torch.backends.mkldnn.is_available(),
}))
