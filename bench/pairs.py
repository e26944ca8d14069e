#!/usr/bin/env python3
"""Two trees of this repository against each other: training step, encoder step, beam search, in turn on the same work.

    git worktree add --detach /tmp/before COMMIT
    python3 bench/pairs.py /tmp/before . --rounds 5 --out results/pairs-NAME.json

Each round starts a process of either tree for each benchmark, the other one first in every second round; a ratio is after over before, of one round. Nothing else may run on the machine.
"""
import argparse, json, os, statistics, subprocess, sys

BENCHMARKS = {
    "train": ["train", "--size", "small"],
    "encoder": ["encoder"],
    "translate": ["translate", "--size", "small", "--sentences", "300"],
}


def measure(tree, arguments):
    """Rates by the names of the rows, and the report they are from."""
    run = subprocess.run(["./optiglot", "bench", *arguments, "--rounds", "1", "--json"], cwd=tree, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{tree}: bench {' '.join(arguments)} ended with {run.returncode}:\n{run.stderr[-2000:]}")
    report = json.loads(run.stdout)
    return {row["name"]: (row["unit"], row["ours"]["median"]) for row in report["rows"]}, report


def spread(values):
    return {"median": statistics.median(values), "low": min(values), "high": max(values), "values": values}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", help="a tree of the older commit")
    parser.add_argument("after", help="a tree of the newer one")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=list(BENCHMARKS), default=list(BENCHMARKS))
    parser.add_argument("--out", help="a file for the numbers, as JSON")
    options = parser.parse_args()
    trees = {"before": os.path.abspath(options.before), "after": os.path.abspath(options.after)}
    commits = {side: subprocess.run(["git", "rev-parse", "HEAD"], cwd=tree, capture_output=True, text=True, check=True).stdout.strip() for side, tree in trees.items()}
    found, units, machine = {}, {}, {}
    for tree in trees.values():
        subprocess.run(["./optiglot", "--version"], cwd=tree, check=True, stdout=subprocess.DEVNULL)   # builds it
    for round_ in range(options.rounds):
        for benchmark in options.only:
            for side in ("before", "after") if round_ % 2 == 0 else ("after", "before"):
                rates, report = measure(trees[side], BENCHMARKS[benchmark])
                machine = {key: report[key] for key in ("machine", "threads", "date")}
                for name, (unit, rate) in rates.items():
                    found.setdefault(f"{benchmark} {name}", {"before": [], "after": []})[side].append(rate)
                    units[f"{benchmark} {name}"] = unit
                print(f"round {round_ + 1}, {benchmark}, {side}", file=sys.stderr)
    rows = []
    for name, sides in found.items():
        if len(sides["before"]) != len(sides["after"]):
            continue   # a benchmark that one of both does not have
        ratio = [after / before for before, after in zip(sides["before"], sides["after"])]
        rows.append({"name": name, "unit": units[name], "before": spread(sides["before"]), "after": spread(sides["after"]), "ratio": spread(ratio)})
        print(f"{name:40} {units[name]:18} {statistics.median(sides['before']):12.1f} {statistics.median(sides['after']):12.1f}   ratio {statistics.median(ratio):.3f} ({min(ratio):.3f} to {max(ratio):.3f})")
    if options.out:
        with open(options.out, "w", encoding="utf-8") as file:
            json.dump({"benchmark": "pairs", "commits": commits, **machine, "rounds": options.rounds, "rows": rows}, file, indent=2)
            file.write("\n")


main()
