"""
Beam search with a key-value cache, the peer of TranslateJob. Usage: translate.py FOLDER

Sentences are sorted by length; keys and values of the source are computed once a sentence and shared by its beam; those of the target lie in one static buffer for all layers,
so that a reordering is one operation; finished sentences leave the batch. The rules are those of our search (src/Optiglot.Translation/Search).
"""

import math

import torch
import torch.nn.functional as F

from common import compute_type, finish, measure, read_job, read_tensors
from transformer import Translator, attend, load_translator, padding_bias

SHRINK = 8  # finished sentences leave once they are an eighth of the batch


class Session:
    """Step-by-step decoding of a batch: N sentences, K hypotheses each."""

    def __init__(self, decoder, states, mask, beam, maximum):
        self.decoder, self.beam, self.length = decoder, beam, 0
        o = decoder.o
        states = decoder.memory(states)
        self.bias = padding_bias(mask, states.dtype)
        self.memory = [tuple(part.contiguous() for part in layer.cross.memory(states)) for layer in decoder.layers]
        rows = states.shape[0] * beam
        # [layers, keys and values, N·K, H, places, W/H]
        self.cache = torch.empty(o["layers"], 2, rows, o["heads"], maximum, o["width"] // o["heads"], dtype=states.dtype)

    def step(self, tokens):
        """The newest pieces [N, K] to log-probabilities, float32 [N, K, V]."""
        sentences, beam = tokens.shape
        decoder, place = self.decoder, self.length
        x = decoder.embed(tokens.view(-1, 1), place).view(sentences, beam, -1)
        self.length += 1
        for i, layer in enumerate(decoder.layers):
            keys, values = self.memory[i]
            x = layer(x, lambda y, i=i, layer=layer: self.attend_self(layer.attention, self.cache[i], y, place), keys, values, self.bias)
        logits = F.linear(decoder.finish(x), decoder.words.weight)
        return F.log_softmax(logits.float(), -1)

    def attend_self(self, attention, cache, x, place):
        sentences, beam, width = x.shape
        queries, keys, values = attention.split(x.reshape(sentences * beam, 1, width))
        cache[0, :, :, place : place + 1] = keys
        cache[1, :, :, place : place + 1] = values
        keys, values = cache[0, :, :, : place + 1], cache[1, :, :, : place + 1]
        return attention.output(attend(queries, keys, values, None, 0.0, False)).view(sentences, beam, width)

    def reorder(self, rows):
        """Hypotheses go on from others of their sentence: rows [N·K]."""
        used = self.cache[:, :, :, :, : self.length]
        used.copy_(used.index_select(2, rows))

    def keep(self, sentences, rows):
        """Only these sentences stay."""
        self.cache = self.cache.index_select(2, rows)
        self.memory = [(keys.index_select(0, sentences), values.index_select(0, sentences)) for keys, values in self.memory]
        self.bias = self.bias.index_select(0, sentences)


class Search:
    def __init__(self, options, pieces):
        self.beam, self.alpha = options["beam"], options["alpha"]
        self.gnmt = options["length_penalty"] == "gnmt"
        self.minimum = options["minimum_length"]
        self.begin, self.end = pieces["begin"], pieces["end"]
        self.barred = torch.tensor(pieces["excluded"] + [self.end])
        self.capacity = max(1, math.ceil(options["patience"] * self.beam))

    def score(self, log_probability, length):
        return log_probability / ((5.0 + length) / 6.0 if self.gnmt else float(length)) ** self.alpha

    def run(self, session, limits):
        """The best hypothesis of each sentence, ids without begin and end."""
        beam, count = self.beam, len(limits)
        best = [None] * count  # (score, ids)
        ended = [0] * count
        active = list(range(count))
        limits = torch.tensor(limits)
        scores = torch.full((count, beam), float("-inf"), dtype=torch.float64)
        scores[:, 0] = 0  # before the first step all hypotheses are the same
        tokens = torch.full((count, beam), self.begin)
        history = torch.empty(count, beam, 0, dtype=torch.int64)
        step = 0
        while active:
            log_probabilities = session.step(tokens)
            ends = scores + log_probabilities[:, :, self.end]
            if step < self.minimum:
                ends = ends.masked_fill((limits > step + 1)[:, None], float("-inf"))
            # The best of each hypothesis, then the best of all of a sentence's.
            candidates, pieces = log_probabilities.index_fill_(2, self.barred, float("-inf")).topk(beam, -1)
            continued = (scores[:, :, None] + candidates).view(len(active), -1).masked_fill_((limits <= step + 1)[:, None], float("-inf"))
            top, places = continued.topk(beam, -1)
            # An end counts where it ranks among the best `beam` of all continuations and ends; ties do not matter here.
            ranks = (top[:, None, :] > ends[:, :, None]).sum(-1) + (ends[:, None, :] > ends[:, :, None]).sum(-1)
            finishing = (ranks < beam) & (ends > float("-inf"))
            if finishing.any():
                ended_scores = ends.tolist()
                for row, hypothesis in sorted(finishing.nonzero().tolist(), key=lambda place: (place[0], -ended_scores[place[0]][place[1]])):
                    sentence = active[row]
                    if ended[sentence] >= self.capacity:
                        continue
                    ended[sentence] += 1
                    score = self.score(ended_scores[row][hypothesis], step + 1)
                    if best[sentence] is None or score > best[sentence][0]:
                        best[sentence] = (score, history[row, hypothesis].tolist())
            origins, tokens, scores = places.div(beam, rounding_mode="floor"), pieces.view(len(active), -1).gather(1, places), top
            history = torch.cat([history.gather(1, origins[:, :, None].expand(-1, -1, step)), tokens[:, :, None]], 2)
            step += 1
            active, limits, scores, tokens, history, origins = self.shrink(session, active, best, ended, limits, scores, tokens, history, origins, step)
            if active and step > 1:
                rows = (origins + torch.arange(len(active))[:, None] * beam).view(-1)
                if not torch.equal(rows, torch.arange(len(rows))):
                    session.reorder(rows)
        return [ids for _, ids in best]

    def shrink(self, session, active, best, ended, limits, scores, tokens, history, origins, step):
        first, limit = scores[:, 0].tolist(), limits.tolist()
        done = [self.done(best[sentence], ended[sentence], first[row], step, limit[row]) for row, sentence in enumerate(active)]
        finished = sum(done)
        if finished == len(active):
            return [], limits, scores, tokens, history, origins
        # A finished sentence that stays has no living hypothesis.
        for row, is_done in enumerate(done):
            if is_done:
                scores[row] = float("-inf")
        if finished == 0 or finished * SHRINK < len(active):
            return active, limits, scores, tokens, history, origins
        kept = torch.tensor([row for row, is_done in enumerate(done) if not is_done])
        rows = (kept[:, None] * self.beam + torch.arange(self.beam)).view(-1)
        session.keep(kept, rows)
        return [active[row] for row in kept.tolist()], limits[kept], scores[kept], tokens[kept], history[kept], origins[kept]

    def done(self, best, ended, score, length, limit):
        if ended >= self.capacity or score == float("-inf"):
            return True
        reachable = max(self.score(score, length + 1), self.score(score, limit))
        return best is not None and reachable <= best[0]


def length_limit(options, pieces, positions):
    relative = options["maximum_length_ratio"] * pieces + options["maximum_length_offset"]
    return min(max(1, int(min(options["maximum_length"], relative))), positions)


def main():
    job, folder = read_job()
    model = Translator(job["model"])
    load_translator(model, read_tensors(folder / "weights.safetensors"))
    model.to(compute_type(job)).eval()
    source, options = job["source"], job["search"]
    padded = read_tensors(folder / "sentences.safetensors")["source"]
    lengths = (padded != source["pad"]).sum(1).tolist()
    search = Search(options, job["target"])
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    outputs = [None] * len(lengths)

    @torch.inference_mode()
    def one_pass():
        for start in range(0, len(order), job["batch"]):
            batch = order[start : start + job["batch"]]
            width = max(lengths[i] for i in batch) + 2
            rows = torch.full((len(batch), width), source["pad"])
            for row, i in enumerate(batch):
                rows[row, 0] = source["begin"]
                rows[row, 1 : lengths[i] + 1] = padded[i, : lengths[i]]
                rows[row, lengths[i] + 1] = source["end"]
            mask = torch.arange(width)[None] < torch.tensor([lengths[i] + 2 for i in batch])[:, None]
            limits = [length_limit(options, lengths[i], job["model"]["decoder"]["maximum_positions"]) for i in batch]
            session = Session(model.decoder, model.encoder(rows, mask), mask, search.beam, max(limits))
            for i, ids in zip(batch, search.run(session, limits)):
                outputs[i] = " ".join(map(str, ids))

    seconds = measure(job, one_pass)
    pieces = sum(len(line.split()) + 1 for line in outputs)
    finish(seconds, len(outputs), {"pieces": pieces, "sentences": len(outputs)}, outputs)


if __name__ == "__main__":
    main()
