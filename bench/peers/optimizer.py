"""AdamW with fp32 masters over flat buffers: no per-tensor overhead, working copies in the compute type made once a step."""

import torch


class FlatAdamW:
    """
    Matrices and vectors (which have no weight decay) lie in two flat fp32 masters; the model's parameters are views of flat working copies,
    which are the masters themselves in fp32. Gradients are taken as autograd leaves them and gathered in fp32.
    """

    def __init__(self, model, compute, rate, options):
        self.clip = options["clip_norm"]
        parameters = [p for p in model.parameters() if p.requires_grad]
        self.groups = [self._flatten(group, compute) for group in ([p for p in parameters if p.dim() > 1], [p for p in parameters if p.dim() <= 1])]
        self.adam = torch.optim.AdamW(
            [{"params": [group["master"]], "weight_decay": options["weight_decay"] if i == 0 else 0.0} for i, group in enumerate(self.groups)],
            lr=rate, betas=(options["beta1"], options["beta2"]), eps=options["epsilon"],
        )

    @staticmethod
    def _flatten(parameters, compute):
        master = torch.cat([p.detach().reshape(-1).float() for p in parameters]).requires_grad_(True)
        master.grad = torch.zeros_like(master)
        working = master.detach() if compute == torch.float32 else master.detach().to(compute)
        views, start = [], 0
        for p in parameters:
            end = start + p.numel()
            p.data = working[start:end].view(p.shape)
            views.append(master.grad[start:end].view(p.shape))
            start = end
        return {"master": master, "working": working, "parameters": parameters, "gradients": views}

    @torch.no_grad()
    def step(self):
        for group in self.groups:
            for p, gradient in zip(group["parameters"], group["gradients"]):
                gradient.zero_() if p.grad is None else gradient.copy_(p.grad)
                p.grad = None
        norm = torch.stack([group["master"].grad.norm() for group in self.groups]).norm().item()
        if norm > self.clip > 0:
            for group in self.groups:
                group["master"].grad.mul_(self.clip / norm)
        self.adam.step()
        for group in self.groups:
            if group["working"].dtype != torch.float32:
                group["working"].copy_(group["master"])
