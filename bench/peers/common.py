"""What the peers share: reading a job, timing passes, printing a result. Python 3.9+, PyTorch 1.13+."""

import json
import math
import resource
import struct
import sys
import time
from pathlib import Path

import torch

TYPES = {"F32": torch.float32, "I64": torch.int64, "BOOL": torch.bool, "F16": torch.float16, "BF16": torch.bfloat16}


def read_job():
    """The job of the folder named on the command line, and that folder."""
    folder = Path(sys.argv[1])
    return json.loads((folder / "job.json").read_text(encoding="utf-8")), folder


def read_tensors(path):
    """All tensors of a safetensors file, by name."""
    data = path.read_bytes()
    (size,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + size])
    header.pop("__metadata__", None)
    body = bytearray(data[8 + size :])
    tensors = {}
    for name, entry in header.items():
        first, end = entry["data_offsets"]
        count = math.prod(entry["shape"])
        values = torch.frombuffer(body, dtype=TYPES[entry["dtype"]], count=count, offset=first) if end > first else torch.empty(0)
        tensors[name] = values.view(entry["shape"]).clone()
    return tensors


def compute_type(job):
    """The type the network computes in."""
    return torch.bfloat16 if job["precision"] == "bf16" else torch.float32


def measure(job, one_pass):
    """Seconds of each timed pass, after the warm-up."""
    for _ in range(job["warmup"]):
        one_pass()
    seconds = []
    for _ in range(job["repeats"]):
        start = time.perf_counter()
        one_pass()
        seconds.append(time.perf_counter() - start)
    return seconds


def finish(seconds, work, values=None, outputs=None):
    """Prints the result as our side does."""
    peak = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "work": work, "values": values or {}, "outputs": outputs or [], "peak_bytes": peak}))
