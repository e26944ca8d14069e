"""Times BLEU (13a) and chrF2 in Python on the benchmark's files: sacreBLEU itself where it is installed, else its algorithm.

usage: python3 time_python.py HYPOTHESES REFERENCES [SEGMENTS] [METRICS]
"""
import math
import re
import sys
import time
from collections import Counter

hypotheses, references = sys.argv[1], sys.argv[2]
limit = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
metrics = (sys.argv[4] if len(sys.argv) > 4 else "bleu,chrf").split(",")
with open(hypotheses, encoding="utf-8") as h, open(references, encoding="utf-8") as r:
    pairs = [(a.rstrip("\n"), b.rstrip("\n")) for _, a, b in zip(range(limit), h, r)]

# mteval-v13a's rules: symbols, stops behind non-digits, stops before non-digits, hyphens behind digits.
RULES = [(re.compile(p), s) for p, s in (
    (r"([{-~\[-` -&(-+:-@/])", r" \1 "), (r"([^0-9])([.,])", r"\1 \2 "), (r"([.,])([^0-9])", r" \1 \2"), (r"([0-9])(-)", r"\1 \2 "))]


def words(line):
    line = f" {line} "
    for pattern, replacement in RULES:
        line = pattern.sub(replacement, line)
    return line.split()


def bleu():
    total = [0] * 10
    for hypothesis, reference in pairs:
        h, r = words(hypothesis), words(reference)
        grams = [Counter(tuple(t[i:i + n]) for n in range(1, 5) for i in range(len(t) - n + 1)) for t in (h, r)]
        total[0] += len(h)
        total[1] += len(r)
        for gram, count in grams[0].items():
            total[5 + len(gram)] += count
            total[1 + len(gram)] += min(count, grams[1][gram])
    logs = sum(math.log(100 * m / t) for m, t in zip(total[2:6], total[6:])) / 4
    return math.exp(min(0.0, 1 - total[1] / total[0])) * math.exp(logs)


def chrf():
    total = [[0, 0, 0] for _ in range(6)]
    for hypothesis, reference in pairs:
        h, r = "".join(hypothesis.split()), "".join(reference.split())
        for n in range(1, 7):
            grams = [Counter(t[i:i + n] for i in range(len(t) - n + 1)) for t in (h, r)]
            t = total[n - 1]
            t[0] += sum(grams[0].values())
            t[1] += sum(grams[1].values())
            t[2] += sum(min(count, grams[1][gram]) for gram, count in grams[0].items())
    precision = sum(t[2] / t[0] for t in total) / 6
    recall = sum(t[2] / t[1] for t in total) / 6
    return 100 * 5 * precision * recall / (4 * precision + recall)


def score(name):
    try:
        import sacrebleu
    except ImportError:
        return "same algorithm", {"bleu": bleu, "chrf": chrf}[name]()
    metric = {"bleu": sacrebleu.corpus_bleu, "chrf": sacrebleu.corpus_chrf}[name]
    return "sacreBLEU " + sacrebleu.__version__, metric([p[0] for p in pairs], [[p[1] for p in pairs]]).score


for name in metrics:
    wall, cpu = time.time(), time.process_time()
    who, value = score(name)
    wall, cpu = time.time() - wall, time.process_time() - cpu
    print(f"{name:8} {value:9.4f}  {wall:7.2f} s  {len(pairs) / wall:10,.0f} segments/s  CPU {cpu:7.2f} s  ({who}, {len(pairs):,} segments)")
