"""
The network of the benchmarks in plain PyTorch: fused query-key-value products, plain attention (faster than flash attention at caption lengths on a CPU),
cached positions and masks. Shapes: B sentences, S source places, T target places, H heads, W width.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

MASKED = -1e9  # as on our side: finite, so that padding rows stay finite


def split_heads(x, heads):
    """[B, L, W] to [B, H, L, W/H]."""
    batch, length, width = x.shape
    return x.view(batch, length, heads, width // heads).transpose(1, 2)


def attend(queries, keys, values, bias, dropout, training):
    """Attention of [B, H, T, W/H] over [B, H, S, W/H]; gives [B, T, W]."""
    scores = torch.matmul(queries * (1 / math.sqrt(queries.shape[-1])), keys.transpose(-2, -1))
    if bias is not None:
        scores = scores + bias
    weights = F.softmax(scores, -1)
    if dropout > 0 and training:
        weights = F.dropout(weights, dropout)
    attended = torch.matmul(weights, values)
    return attended.transpose(1, 2).reshape(attended.shape[0], attended.shape[2], -1)


def padding_bias(mask, dtype):
    """[B, S] of bool (true: real) to an additive [B, 1, 1, S]."""
    return torch.zeros(mask.shape, dtype=dtype).masked_fill_(~mask, MASKED)[:, None, None, :]


class SelfAttention(nn.Module):
    def __init__(self, width, heads, dropout):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.project = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)

    def split(self, x):
        """[B, L, W] to queries, keys, values, each [B, H, L, W/H]."""
        batch, length, width = x.shape
        return self.project(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)

    def forward(self, x, bias):
        queries, keys, values = self.split(x)
        return self.output(attend(queries, keys, values, bias, self.dropout, self.training))


class CrossAttention(nn.Module):
    def __init__(self, width, heads, dropout):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.output = nn.Linear(width, width)

    def memory(self, states):
        """[B, S, W] to keys and values, each [B, H, S, W/H]."""
        keys, values = self.key_value(states).chunk(2, -1)
        return split_heads(keys, self.heads), split_heads(values, self.heads)

    def forward(self, x, keys, values, bias):
        queries = split_heads(self.query(x), self.heads)
        return self.output(attend(queries, keys, values, bias, self.dropout, self.training))


class FeedForward(nn.Module):
    def __init__(self, width, inner, activation, dropout=0.0):
        super().__init__()
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.activation = F.gelu if activation == "gelu" else F.relu
        self.dropout = dropout

    def forward(self, x):
        inner = self.activation(self.widen(x))
        if self.dropout > 0 and self.training:
            inner = F.dropout(inner, self.dropout)
        return self.narrow(inner)


class Block(nn.Module):
    """Residual sum and norm around a part of a layer, before it (pre) or after it (post)."""

    def __init__(self, width, epsilon, pre, dropout):
        super().__init__()
        self.norm, self.pre, self.dropout = nn.LayerNorm(width, eps=epsilon), pre, dropout

    def forward(self, x, part):
        y = part(self.norm(x) if self.pre else x)
        if self.dropout > 0 and self.training:
            y = F.dropout(y, self.dropout)
        return x + y if self.pre else self.norm(x + y)


class EncoderLayer(nn.Module):
    def __init__(self, o):
        super().__init__()
        pre = o["norm"] == "pre"
        self.attention = SelfAttention(o["width"], o["heads"], o["attention_dropout"])
        self.feed_forward = FeedForward(o["width"], o["feed_forward"], o["activation"])
        self.first = Block(o["width"], o["norm_epsilon"], pre, o["dropout"])
        self.second = Block(o["width"], o["norm_epsilon"], pre, o["dropout"])

    def forward(self, x, bias):
        x = self.first(x, lambda y: self.attention(y, bias))
        return self.second(x, self.feed_forward)


class DecoderLayer(nn.Module):
    def __init__(self, o):
        super().__init__()
        pre = o["norm"] == "pre"
        self.attention = SelfAttention(o["width"], o["heads"], o["attention_dropout"])
        self.cross = CrossAttention(o["width"], o["heads"], o["attention_dropout"])
        self.feed_forward = FeedForward(o["width"], o["feed_forward"], o["activation"], o["activation_dropout"])
        self.first, self.second, self.third = (Block(o["width"], o["norm_epsilon"], pre, o["dropout"]) for _ in range(3))

    def forward(self, x, attend_self, keys, values, bias):
        x = self.first(x, attend_self)
        x = self.second(x, lambda y: self.cross(y, keys, values, bias))
        return self.third(x, self.feed_forward)


class Positions(nn.Module):
    """A learned vector a place, or sines and cosines, which are made once."""

    def __init__(self, o):
        super().__init__()
        if o["positions"] == "learned":
            self.table = nn.Embedding(o["maximum_positions"], o["width"])
        else:
            half = o["width"] // 2
            angles = torch.arange(o["maximum_positions"])[:, None] * torch.exp(torch.arange(half) * (-math.log(10000) / half))
            self.register_buffer("sines", torch.cat([angles.sin(), angles.cos()], -1), persistent=False)
        self.learned = o["positions"] == "learned"

    def at(self, first, length):
        table = self.table.weight if self.learned else self.sines
        return table[first : first + length]


class Encoder(nn.Module):
    def __init__(self, o):
        super().__init__()
        self.o = o
        self.words = nn.Embedding(o["vocabulary_size"], o["width"])
        self.positions = Positions(o)
        self.segments = nn.Embedding(o["segments"], o["width"]) if o["segments"] else None
        self.embedding_norm = nn.LayerNorm(o["width"], eps=o["norm_epsilon"]) if o["norm"] == "post" else None
        self.layers = nn.ModuleList(EncoderLayer(o) for _ in range(o["layers"]))
        self.final_norm = nn.LayerNorm(o["width"], eps=o["norm_epsilon"]) if o["norm"] == "pre" else None

    def forward(self, tokens, mask):
        """Tokens and mask [B, S] to states [B, S, W]."""
        x = F.embedding(tokens, self.words.weight)
        if self.o["scale_embeddings"]:
            x = x * math.sqrt(self.o["width"])
        x = x + self.positions.at(0, tokens.shape[1])
        if self.segments is not None:
            x = x + self.segments.weight[0]
        if self.embedding_norm is not None:
            x = self.embedding_norm(x)
        if self.o["dropout"] > 0 and self.training:
            x = F.dropout(x, self.o["dropout"])
        bias = padding_bias(mask, x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        return x if self.final_norm is None else self.final_norm(x)


class Decoder(nn.Module):
    def __init__(self, model, words):
        super().__init__()
        o = self.o = model["decoder"]
        self.bridge = nn.Linear(model["encoder"]["width"], o["width"]) if o["bridge"] else None
        self.words = words if o["share_with_encoder"] else nn.Embedding(o["vocabulary_size"], o["width"])
        self.positions = Positions(o)
        self.layers = nn.ModuleList(DecoderLayer(o) for _ in range(o["layers"]))
        self.final_norm = nn.LayerNorm(o["width"], eps=o["norm_epsilon"]) if o["norm"] == "pre" else None

    def embed(self, tokens, first=0):
        return F.embedding(tokens, self.words.weight) * math.sqrt(self.o["width"]) + self.positions.at(first, tokens.shape[1])

    def memory(self, states):
        return states if self.bridge is None else self.bridge(states)

    def forward(self, states, mask, inputs):
        """Teacher forcing: states [B, S, We], inputs [B, T] to hidden states [B, T, W]."""
        states = self.memory(states)
        x = self.embed(inputs)
        if self.o["dropout"] > 0 and self.training:
            x = F.dropout(x, self.o["dropout"])
        bias = padding_bias(mask, x.dtype)
        length = inputs.shape[1]
        causal = torch.full((length, length), MASKED).triu_(1).to(x.dtype)
        for layer in self.layers:
            keys, values = layer.cross.memory(states)
            x = layer(x, lambda y, layer=layer: layer.attention(y, causal), keys, values, bias)
        return self.finish(x)

    def finish(self, x):
        return x if self.final_norm is None else self.final_norm(x)


class Translator(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.encoder = Encoder(model["encoder"])
        self.decoder = Decoder(model, self.encoder.words)


def _linear(linear, tensors, *names):
    linear.weight.data = torch.cat([tensors[f"{name}.weight"] for name in names])
    linear.bias.data = torch.cat([tensors[f"{name}.bias"] for name in names])


def _norm(norm, tensors, name):
    norm.weight.data, norm.bias.data = tensors[f"{name}.weight"], tensors[f"{name}.bias"]


def load_encoder(encoder, tensors):
    """Fills an encoder from tensors with Hugging Face's BERT names."""
    bert = "bert.embeddings"
    encoder.words.weight.data = tensors[f"{bert}.word_embeddings.weight"]
    if encoder.o["positions"] == "learned":
        encoder.positions.table.weight.data = tensors[f"{bert}.position_embeddings.weight"]
    if encoder.segments is not None:
        encoder.segments.weight.data = tensors[f"{bert}.token_type_embeddings.weight"]
    if encoder.embedding_norm is not None:
        _norm(encoder.embedding_norm, tensors, f"{bert}.LayerNorm")
    for i, layer in enumerate(encoder.layers):
        name = f"bert.encoder.layer.{i}"
        _linear(layer.attention.project, tensors, *(f"{name}.attention.self.{part}" for part in ("query", "key", "value")))
        _linear(layer.attention.output, tensors, f"{name}.attention.output.dense")
        _norm(layer.first.norm, tensors, f"{name}.attention.output.LayerNorm")
        _linear(layer.feed_forward.widen, tensors, f"{name}.intermediate.dense")
        _linear(layer.feed_forward.narrow, tensors, f"{name}.output.dense")
        _norm(layer.second.norm, tensors, f"{name}.output.LayerNorm")
    if encoder.final_norm is not None:
        _norm(encoder.final_norm, tensors, "bert.encoder.LayerNorm")


def load_translator(translator, tensors):
    """Fills encoder and decoder."""
    load_encoder(translator.encoder, tensors)
    decoder = translator.decoder
    if decoder.bridge is not None:
        _linear(decoder.bridge, tensors, "bridge")
    if not decoder.o["share_with_encoder"]:
        decoder.words.weight.data = tensors["decoder.embedding.weight"]
    if decoder.o["positions"] == "learned":
        decoder.positions.table.weight.data = tensors["decoder.positions.weight"]
    for i, layer in enumerate(decoder.layers):
        name = f"decoder.layers.{i}"
        _linear(layer.attention.project, tensors, *(f"{name}.self_attention.{part}" for part in ("query", "key", "value")))
        _linear(layer.attention.output, tensors, f"{name}.self_attention.output")
        _norm(layer.first.norm, tensors, f"{name}.self_attention_norm")
        _linear(layer.cross.query, tensors, f"{name}.cross_attention.query")
        _linear(layer.cross.key_value, tensors, f"{name}.cross_attention.key", f"{name}.cross_attention.value")
        _linear(layer.cross.output, tensors, f"{name}.cross_attention.output")
        _norm(layer.second.norm, tensors, f"{name}.cross_attention_norm")
        _linear(layer.feed_forward.widen, tensors, f"{name}.feed_forward.widen")
        _linear(layer.feed_forward.narrow, tensors, f"{name}.feed_forward.narrow")
        _norm(layer.third.norm, tensors, f"{name}.feed_forward_norm")
    if decoder.final_norm is not None:
        _norm(decoder.final_norm, tensors, "decoder.norm")
