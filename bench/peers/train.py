"""Training steps on the job's batches, the peer of TrainJob. Usage: train.py FOLDER"""

import torch

from common import compute_type, finish, measure, read_job, read_tensors
from optimizer import FlatAdamW
from transformer import Translator, load_translator


class SmoothedCrossEntropy(torch.autograd.Function):
    """Sum of label-smoothed cross-entropy over places; its gradient is made in one pass from the log-probabilities, in fp32."""

    @staticmethod
    def forward(context, logits, labels, smoothing):
        log_probabilities = torch.log_softmax(logits.float(), -1)
        context.save_for_backward(log_probabilities, labels)
        context.smoothing, context.dtype = smoothing, logits.dtype
        right = log_probabilities.gather(1, labels[:, None]).sum()
        return -(1 - smoothing) * right - smoothing / logits.shape[1] * log_probabilities.sum()

    @staticmethod
    def backward(context, above):
        log_probabilities, labels = context.saved_tensors
        smoothing = context.smoothing
        gradient = log_probabilities.exp_().sub_(smoothing / log_probabilities.shape[1])
        gradient.scatter_add_(1, labels[:, None], torch.full((labels.shape[0], 1), smoothing - 1, dtype=gradient.dtype))
        return gradient.mul_(above).to(context.dtype), None, None


class Batch:
    def __init__(self, source, target, pieces):
        pad = pieces["pad"]
        self.source, self.mask = source, source != pad
        count = target.shape[0]
        self.inputs = torch.cat([torch.full((count, 1), pieces["begin"]), target], 1)
        lengths = (target != pad).sum(1)
        labels = torch.cat([target, torch.full((count, 1), pad)], 1).scatter_(1, lengths[:, None], pieces["end"])
        # Only real places reach the output layer.
        self.places = (torch.arange(labels.shape[1])[None] <= lengths[:, None]).reshape(-1).nonzero()[:, 0]
        self.labels = labels.reshape(-1)[self.places]

    def loss(self, model, smoothing):
        """Summed loss."""
        states = model.encoder(self.source, self.mask)
        hidden = model.decoder(states, self.mask, self.inputs)
        hidden = hidden.reshape(-1, hidden.shape[-1]).index_select(0, self.places)
        logits = torch.nn.functional.linear(hidden, model.decoder.words.weight)
        return SmoothedCrossEntropy.apply(logits, self.labels, smoothing)


def main():
    job, folder = read_job()
    torch.manual_seed(job["seed"])
    model = Translator(job["model"])
    load_translator(model, read_tensors(folder / "weights.safetensors"))
    dtype = compute_type(job)
    for buffer in model.buffers():
        buffer.data = buffer.data.to(dtype)
    # The parameters get their working copies here.
    optimizer = FlatAdamW(model, dtype, job["rate"], job["adam"])
    tensors = read_tensors(folder / "batches.safetensors")
    batches = [Batch(tensors[f"{i}.source"], tensors[f"{i}.target"], job["pieces"]) for i in range(len(tensors) // 2)]
    smoothing = job["smoothing"]

    def loss():
        model.eval()
        with torch.no_grad():
            return batches[0].loss(model, smoothing).item() / len(batches[0].labels)

    def one_pass():
        model.train()
        for batch in batches:
            (batch.loss(model, smoothing) / len(batch.labels)).backward()
            optimizer.step()

    before = loss()
    seconds = measure(job, one_pass)
    finish(seconds, sum(len(batch.labels) for batch in batches), {"loss_before": before, "loss_after": loss()})


if __name__ == "__main__":
    main()
