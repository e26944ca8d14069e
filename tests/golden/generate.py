#!/usr/bin/env python3
"""Makes the golden files beside it: weights, inputs, and what PyTorch's own modules make of them.

Needs PyTorch 1.13 or later (Debian: python3-torch). Everything is computed in float64 from numbers that float32 holds,
and stored as float32. Names in a file: weight.NAME, input.NAME, expected.NAME, gradient.CASE.NAME, where NAME of a
parameter is the one Optiglot's weights have on disk.

    OMP_NUM_THREADS=1 python3 tests/golden/generate.py
"""
import json
import pathlib
import re
import struct

import torch
from torch import nn
from torch.nn import functional as F

HERE = pathlib.Path(__file__).parent
TYPES = {torch.float32: "F32", torch.int64: "I64", torch.bool: "BOOL"}

# PyTorch's module names to the names on disk, first the stacks and heads, then what is inside a layer.
ENCODER_NAMES = [
    (r"^words\.", "bert.embeddings.word_embeddings."), (r"^positions\.", "bert.embeddings.position_embeddings."),
    (r"^segments\.", "bert.embeddings.token_type_embeddings."), (r"^norm\.", "bert.embeddings.LayerNorm."),
    (r"^region\.", "bert.embeddings.region_projection."), (r"^region_norm\.", "bert.embeddings.region_LayerNorm."),
    (r"^stack\.norm\.", "bert.encoder.LayerNorm."), (r"^stack\.layers\.", "bert.encoder.layer."),
    (r"^pooler\.", "bert.pooler.dense."), (r"^transform\.", "cls.predictions.transform.dense."),
    (r"^transform_norm\.", "cls.predictions.transform.LayerNorm."), (r"^output_bias$", "cls.predictions.bias"),
    (r"^paired\.", "cls.seq_relationship."),
    (r"self_attn\.out_proj", "attention.output.dense"), (r"self_attn\.", "attention.self."),
    (r"norm1", "attention.output.LayerNorm"), (r"norm2", "output.LayerNorm"),
    (r"linear1", "intermediate.dense"), (r"linear2", "output.dense"),
]
DECODER_NAMES = [
    (r"^words\.", "decoder.embedding."), (r"^stack\.norm\.", "decoder.norm."), (r"^stack\.layers\.", "decoder.layers."),
    (r"self_attn\.out_proj", "self_attention.output"), (r"self_attn\.", "self_attention."),
    (r"multihead_attn\.out_proj", "cross_attention.output"), (r"multihead_attn\.", "cross_attention."),
    (r"norm1", "self_attention_norm"), (r"norm2", "cross_attention_norm"), (r"norm3", "feed_forward_norm"),
    (r"linear1", "feed_forward.widen"), (r"linear2", "feed_forward.narrow"),
]


class Golden:
    """One golden file in the making."""

    def __init__(self, name, seed):
        self.name, self.tensors = name, {}
        self.generator = torch.Generator().manual_seed(seed)

    def put(self, name, value):
        value = value.detach()
        self.tensors[name] = (value.float() if value.is_floating_point() else value).contiguous()

    def random(self, name, *shape, scale=1.0):
        """A normal input that asks for a gradient, stored under its name."""
        value = (torch.randn(*shape, generator=self.generator) * scale).float().double()
        self.put("input." + name, value)
        return value.requires_grad_(True)

    def integers(self, name, high, *shape):
        value = torch.randint(0, high, shape, generator=self.generator)
        self.put("input." + name, value)
        return value

    def mask(self, name, lengths, width):
        """True where real, [batch, width]."""
        value = torch.arange(width)[None, :] < torch.tensor(lengths)[:, None]
        self.put("input." + name, value)
        return value

    def weights(self, module, names, prefix=""):
        """Gives every parameter random numbers and stores them under the name on disk."""
        module.double().train()
        for name, parameter in module.named_parameters():
            about = 1.0 if "norm" in name and name.endswith("weight") else 0.0
            values = about + torch.randn(parameter.shape, generator=self.generator) * 0.3
            parameter.data.copy_(values.float().double())
            for disk, part in parts(name, parameter.data, names, prefix):
                self.put("weight." + disk, part)

    def gradients(self, case, loss, module, names, prefix="", **inputs):
        """Stores the gradients of a loss; parameters that have none are left out."""
        module.zero_grad(set_to_none=True)
        for value in inputs.values():
            value.grad = None
        loss.backward(retain_graph=True)
        for name, parameter in module.named_parameters():
            if parameter.grad is not None:
                for disk, part in parts(name, parameter.grad, names, prefix):
                    self.put(f"gradient.{case}.{disk}", part)
        for name, value in inputs.items():
            self.put(f"gradient.{case}.input.{name}", value.grad)

    def write(self):
        header, start, data = {}, 0, []
        for name, value in self.tensors.items():
            raw = value.numpy().tobytes()
            header[name] = {"dtype": TYPES[value.dtype], "shape": list(value.shape), "data_offsets": [start, start + len(raw)]}
            start += len(raw)
            data.append(raw)
        text = json.dumps(header, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 8)
        (HERE / f"{self.name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + b"".join(data))


def parts(name, value, names, prefix):
    """Names on disk of one parameter; packed query, key and value come apart."""
    for pattern, replacement in names:
        name = re.sub(pattern, replacement, name)
    packed = re.match(r"(.*)in_proj_(weight|bias)$", name)
    if not packed:
        return [(prefix + name, value)]
    return [(f"{prefix}{packed[1]}{which}.{packed[2]}", part) for which, part in zip(("query", "key", "value"), value.chunk(3))]


def attend(attention, query, memory, mask, key_weights=None):
    """Attention without its output layer, by PyTorch's functional form: [batch, target, width]."""
    width, heads = attention.embed_dim, attention.num_heads
    query_weight, key_weight, value_weight = attention.in_proj_weight.chunk(3)
    query_bias, key_bias, value_bias = attention.in_proj_bias.chunk(3)
    if key_weights:
        key_weight, key_bias, value_weight, value_bias = key_weights
    out, weights = F.multi_head_attention_forward(
        query.transpose(0, 1), memory.transpose(0, 1), memory.transpose(0, 1), width, heads,
        None, torch.cat([query_bias, key_bias, value_bias]), None, None, False, 0.0, torch.eye(width, dtype=query.dtype),
        torch.zeros(width, dtype=query.dtype), key_padding_mask=~mask, use_separate_proj_weight=True,
        q_proj_weight=query_weight, k_proj_weight=key_weight, v_proj_weight=value_weight)
    return out.transpose(0, 1), weights


def someone(mask):
    """A mask in which no row is empty (what such rows give is thrown away)."""
    return mask | ~mask.any(1, keepdim=True)


def self_attention():
    golden = Golden("self-attention", 1)
    module = nn.MultiheadAttention(12, 3, batch_first=True)
    names = [(r"^out_proj", "output")]
    golden.weights(module, names, "attention.")
    x, mask, probe = golden.random("x", 2, 5, 12), golden.mask("mask", [5, 3], 5), golden.random("probe", 2, 5, 12)
    y, _ = module(x, x, x, key_padding_mask=~mask)
    golden.put("expected.y", y)
    golden.gradients("probe", (y * probe).sum(), module, names, "attention.", x=x)
    golden.write()


def encoder_layer():
    golden = Golden("encoder-layer", 2)
    module = nn.TransformerEncoderLayer(8, 2, 16, 0.0, "gelu", 1e-12, batch_first=True)
    golden.weights(module, ENCODER_NAMES, "layer.")
    x, mask, probe = golden.random("x", 2, 5, 8), golden.mask("mask", [4, 5], 5), golden.random("probe", 2, 5, 8)
    y = module(x, src_key_padding_mask=~mask)
    golden.put("expected.y", y)
    golden.gradients("probe", (y * probe).sum(), module, ENCODER_NAMES, "layer.", x=x)
    golden.write()


class Encoder(nn.Module):
    """BERT with regions and its two heads."""

    def __init__(self, before):
        super().__init__()
        self.words, self.positions, self.segments = nn.Embedding(19, 8), nn.Embedding(12, 8), nn.Embedding(2, 8)
        self.norm = None if before else nn.LayerNorm(8, 1e-12)
        self.region, self.region_norm = nn.Linear(5 + 6, 8), nn.LayerNorm(8, 1e-12)
        layer = nn.TransformerEncoderLayer(8, 2, 16, 0.0, "gelu", 1e-12, batch_first=True, norm_first=before)
        self.stack = nn.TransformerEncoder(layer, 2, nn.LayerNorm(8, 1e-12) if before else None, enable_nested_tensor=False)
        self.pooler, self.transform, self.transform_norm = nn.Linear(8, 8), nn.Linear(8, 8), nn.LayerNorm(8, 1e-12)
        self.output_bias, self.paired = nn.Parameter(torch.zeros(19)), nn.Linear(8, 2)

    def forward(self, tokens, segments, regions, mask):
        text = self.words(tokens) + self.segments(segments) + self.positions.weight[: tokens.shape[1]]
        if self.norm is not None:
            text = self.norm(text)
        both = torch.cat([text, self.region_norm(self.region(regions))], 1)
        return self.stack(both, src_key_padding_mask=~mask)


def encoder(name, before):
    golden = Golden(name, 3)
    module = Encoder(before)
    golden.weights(module, ENCODER_NAMES)
    tokens, segments = golden.integers("tokens", 19, 3, 6), golden.integers("segments", 2, 3, 6)
    regions = golden.random("regions", 3, 4, 11)
    mask = torch.cat([golden.mask("token_mask", [6, 3, 5], 6), golden.mask("region_mask", [2, 4, 0], 4)], 1)
    states = module(tokens, segments, regions, mask)
    golden.put("expected.states", states)
    golden.gradients("states", (states * golden.random("probe", 3, 10, 8)).sum(), module, ENCODER_NAMES)

    places = torch.tensor([1, 4, 11, 22])
    golden.put("input.places", places)
    labels, pairs = golden.integers("labels", 19, 4), golden.integers("pairs", 2, 3)
    masked = module.transform_norm(F.gelu(module.transform(states.flatten(0, 1)[places])))
    logits = F.linear(masked, module.words.weight, module.output_bias)
    paired = module.paired(torch.tanh(module.pooler(states[:, 0])))
    language, image = F.cross_entropy(logits, labels, reduction="sum"), F.cross_entropy(paired, pairs, reduction="sum")
    for key, value in {"masked": masked, "logits": logits, "paired": paired, "masked_loss": language, "paired_loss": image}.items():
        golden.put("expected." + key, value)
    golden.gradients("heads", language + image, module, ENCODER_NAMES)
    golden.write()


def decoder_layer():
    golden = Golden("decoder-layer", 4)
    module = nn.TransformerDecoderLayer(12, 3, 20, 0.0, "relu", 1e-5, batch_first=True, norm_first=True)
    golden.weights(module, DECODER_NAMES, "layer.")
    x, memory, mask = golden.random("x", 2, 4, 12), golden.random("memory", 2, 6, 12), golden.mask("mask", [6, 4], 6)
    y = module(x, memory, tgt_mask=torch.ones(4, 4).triu(1).bool(), memory_key_padding_mask=~mask)
    golden.put("expected.y", y)
    golden.gradients("probe", (y * golden.random("probe", 2, 4, 12)).sum(), module, DECODER_NAMES, "layer.", x=x, memory=memory)
    golden.write()


class Decoder(nn.Module):
    """Bridge, tied table and a pre-norm stack; lambda's three vectors."""

    def __init__(self):
        super().__init__()
        self.bridge, self.words = nn.Linear(8, 12), nn.Embedding(17, 12)
        layer = nn.TransformerDecoderLayer(12, 3, 20, 0.0, "relu", 1e-5, batch_first=True, norm_first=True)
        self.stack = nn.TransformerDecoder(layer, 2, nn.LayerNorm(12, 1e-5))
        self.modality = nn.ParameterDict({name: nn.Parameter(torch.zeros(12)) for name in ("target", "text", "regions")})

    def forward(self, states, mask, targets):
        """Hidden states, and the bridged memory with each layer's queries before their projection."""
        memory, queries = self.bridge(states), []
        hooks = [layer.multihead_attn.register_forward_pre_hook(lambda _, inputs: queries.append(inputs[0])) for layer in self.stack.layers]
        length = targets.shape[1]
        angles = torch.arange(length)[:, None].double() / 10000 ** (torch.arange(0, 12, 2).double() / 12)
        x = self.words(targets) * 12 ** 0.5 + torch.cat([angles.sin(), angles.cos()], 1)
        hidden = self.stack(x, memory, tgt_mask=torch.ones(length, length).triu(1).bool(), memory_key_padding_mask=~mask)
        for hook in hooks:
            hook.remove()
        return hidden, memory, queries

    def disagreement(self, layer, query, memory, text_mask, region_mask, labels, weight):
        """Eq. 2, 3 and 5 for one layer: lambda and cosine, both [batch, target]."""
        text, _ = attend(self.stack.layers[layer].multihead_attn, query, memory[:, : text_mask.shape[1]], text_mask)
        regions, _ = attend(self.stack.layers[layer].multihead_attn, query, memory[:, text_mask.shape[1]:], someone(region_mask))
        cosine = (text * regions).sum(-1) / (text.norm(dim=-1) * regions.norm(dim=-1))
        if weight is not None:
            return torch.full_like(cosine, weight), cosine
        vectors = self.modality
        return torch.sigmoid(self.words(labels) @ vectors["target"] + text @ vectors["text"] + regions @ vectors["regions"]), cosine


def decoder():
    golden = Golden("decoder", 5)
    module = Decoder()
    golden.weights(module, DECODER_NAMES)
    states, targets, labels = golden.random("states", 3, 7, 8), golden.integers("targets", 17, 3, 5), golden.integers("labels", 17, 3, 5)
    text_mask, region_mask, label_mask = golden.mask("text_mask", [4, 2, 3], 4), golden.mask("region_mask", [3, 1, 0], 3), golden.mask("label_mask", [5, 4, 5], 5)
    hidden, memory, queries = module(states, torch.cat([text_mask, region_mask], 1), targets)
    golden.put("expected.hidden", hidden)
    golden.put("expected.logits", F.linear(hidden, module.words.weight))
    golden.gradients("hidden", (hidden * golden.random("probe", 3, 5, 12)).sum(), module, DECODER_NAMES, states=states)
    counted = (label_mask & region_mask.any(1, keepdim=True)).double()
    for which, layers in {"last": [1], "all": [0, 1]}.items():
        for kind, weight in {"fixed": 0.4, "learned": None}.items():
            both = [module.disagreement(i, queries[i], memory, text_mask, region_mask, labels, weight) for i in layers]
            loss = sum((lam * (1 - cosine) * counted).sum() for lam, cosine in both)
            golden.put(f"expected.{kind}-{which}", torch.stack([
                loss, sum((lam * counted).sum() for lam, _ in both), sum((cosine * counted).sum() for _, cosine in both), counted.sum() * len(layers)]))
            if (kind, which) in (("fixed", "last"), ("learned", "all")):
                golden.gradients(f"{kind}-{which}", loss, module, DECODER_NAMES, states=states)
    golden.write()


def cross_attention(kind):
    """Joint: one softmax over everything. Text: over the text. Parallel and gated: two, with keys and values of their own."""
    golden = Golden("cross-attention-" + kind, 6)
    module = nn.Module()
    module.core = nn.MultiheadAttention(12, 3, batch_first=True)
    split = kind in ("parallel", "gated")
    if split:
        module.region_key, module.region_value = nn.Linear(12, 12), nn.Linear(12, 12)
    if kind == "gated":
        module.gate = nn.Linear(24, 12)
    names = [(r"^core\.out_proj", "output"), (r"^core\.", "")]
    golden.weights(module, names, "cross.")
    x, memory = golden.random("x", 3, 4, 12), golden.random("memory", 3, 8, 12)
    text_mask, region_mask = golden.mask("text_mask", [5, 2, 4], 5), golden.mask("region_mask", [1, 3, 0], 3)
    picture = region_mask.any(1).double()[:, None, None]
    text, text_weights = attend(module.core, x, memory[:, :5], text_mask)
    if split:
        own = (module.region_key.weight, module.region_key.bias, module.region_value.weight, module.region_value.bias)
        regions, region_weights = attend(module.core, x, memory[:, 5:], someone(region_mask), own)
        regions, region_weights = regions * picture, region_weights * picture
        y = text + (torch.sigmoid(module.gate(torch.cat([text, regions], -1))) if kind == "gated" else 1) * regions
        weights = torch.cat([text_weights, region_weights], -1)
    elif kind == "text":
        y, weights = text, torch.cat([text_weights, torch.zeros(3, 4, 3)], -1)
    else:
        y, weights = attend(module.core, x, memory, torch.cat([text_mask, region_mask], 1))
        regions, _ = attend(module.core, x, memory[:, 5:], someone(region_mask))
        regions = regions * picture
    y = module.core.out_proj(y)
    loss = (y * golden.random("probe", 3, 4, 12)).sum()
    golden.put("expected.y", y)
    golden.put("expected.weights", weights)
    if kind != "text":
        golden.put("expected.text", text)
        golden.put("expected.regions", regions)
        loss = loss + ((text * golden.random("text_probe", 3, 4, 12) + regions * golden.random("region_probe", 3, 4, 12)) * picture).sum()
    golden.gradients("probe", loss, module, names, "cross.", x=x, memory=memory)
    golden.write()


def cross_entropy():
    golden = Golden("cross-entropy", 7)
    module = nn.Linear(6, 37)
    golden.weights(module, [], "output.")
    hidden, labels = golden.random("hidden", 9, 6, scale=2), golden.integers("labels", 37, 9)
    logits = module(hidden)
    golden.put("expected.right", logits.argmax(-1).eq(labels).sum().double())
    golden.put("expected.nll", F.cross_entropy(logits, labels, reduction="sum"))
    for case, smoothing in {"plain": 0.0, "smoothed": 0.1}.items():
        loss = F.cross_entropy(logits, labels, reduction="sum", label_smoothing=smoothing)
        golden.put("expected." + case, loss)
        golden.gradients(case, loss * 0.25, module, [], "output.", hidden=hidden)
    golden.write()


def adamw():
    """Five steps, decay on matrices only; gradients are numbers that bfloat16 holds."""
    golden = Golden("adamw", 8)
    shapes = {"a": (5, 7), "b": (7,), "c": (3, 4), "d": (3,)}
    starts = {name: golden.random(name, *shape) for name, shape in shapes.items()}
    steps = [{name: torch.randn(*shape, generator=golden.generator) * scale for name, shape in shapes.items()} for scale in (0.05, 1, 0.3, 0.02, 2)]
    for i, step in enumerate(steps):
        for name in shapes:
            step[name] = step[name].bfloat16().double()
            golden.put(f"input.gradient.{i}.{name}", step[name])
    for case, most in {"free": None, "clipped": 1.0}.items():
        values = {name: value.detach().clone().requires_grad_(True) for name, value in starts.items()}
        groups = [{"params": [values["a"], values["c"]], "weight_decay": 0.1}, {"params": [values["b"], values["d"]], "weight_decay": 0.0}]
        optimiser = torch.optim.AdamW(groups, lr=1, betas=(0.9, 0.98), eps=1e-8)
        for i, step in enumerate(steps):
            for name in shapes:
                values[name].grad = step[name].clone()
            norm = torch.sqrt(sum(value.grad.pow(2).sum() for value in values.values()))
            if most:
                nn.utils.clip_grad_norm_(values.values(), most)
            for group in optimiser.param_groups:
                group["lr"] = 0.01 * (i + 1)
            optimiser.step()
            golden.put(f"expected.{case}.{i}.norm", norm)
            for name in shapes:
                golden.put(f"expected.{case}.{i}.{name}", values[name])
    golden.write()


torch.set_default_dtype(torch.float64)
self_attention()
encoder_layer()
encoder("encoder-post-norm", before=False)
encoder("encoder-pre-norm", before=True)
decoder_layer()
decoder()
for each in ("joint", "parallel", "gated", "text"):
    cross_attention(each)
cross_entropy()
adamw()
