"""Forward and backward pass of an encoder, the peer of EncoderJob. Usage: encoder.py FOLDER"""

import torch

from common import compute_type, finish, measure, read_job, read_tensors
from transformer import Encoder, load_encoder


def main():
    job, folder = read_job()
    torch.manual_seed(job["seed"])
    model = Encoder(job["encoder"])
    load_encoder(model, read_tensors(folder / "weights.safetensors"))
    dtype = compute_type(job)
    model.to(dtype)
    tensors = read_tensors(folder / "batches.safetensors")
    tokens, gradient = tensors["tokens"], tensors["gradient"].to(dtype)
    mask = torch.ones_like(tokens, dtype=torch.bool)

    model.eval()
    with torch.no_grad():
        product = (model(tokens, mask).float() * gradient.float()).sum().item()
    model.train()

    def one_pass():
        model(tokens, mask).backward(gradient)
        model.zero_grad(set_to_none=True)

    finish(measure(job, one_pass), 1, {"product": product})


if __name__ == "__main__":
    main()
