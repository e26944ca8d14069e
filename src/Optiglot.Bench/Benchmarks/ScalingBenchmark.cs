using Optiglot.Networks;
using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>Training by several ranks pinned to a core each, against one on one core; and what the cost model makes of more of them.</summary>
public static class ScalingBenchmark
{
    private const double Gigabit = 1e9 / 8, Microsecond = 1e-6;

    // What a network between machines is reckoned with: a message's time, and how much of the wire is left for bytes.
    private const double NetworkLatency = 20 * Microsecond, WireShare = 0.9;

    // A rank is a machine of 16 such cores that reaches half of its peak; a batch of 256 pairs of 16 words with a picture of 36 regions.
    private const int RankCores = 16, Sentences = 256, Words = 16, Regions = 36;
    private const double ShareOfPeak = 0.5;

    private static readonly int[] Ranks = [8, 64, 512];

    /// <summary>Measures one rank and several, in turn.</summary>
    /// <param name="session">The session; its processes have one thread.</param>
    /// <param name="size">The network's name.</param>
    /// <param name="job">The run.</param>
    /// <param name="ranks">How many ranks are compared with one.</param>
    /// <returns>A row a number of ranks, <c>speedup</c>, and the model's prediction for the same ranks.</returns>
    public static IReadOnlyList<BenchRow> Measure(BenchSession session, string size, RunJob job, int ranks)
    {
        IReadOnlyList<IReadOnlyList<JobResult>> rounds = session.RunRanks($"{size}, 1 and {ranks} ranks", job, [1, ranks]);
        JobResult[] one = [.. rounds.Select(round => round[0])], several = [.. rounds.Select(round => round[1])];
        double parameters = one[0].Values["parameters"], numberBytes = job.Precision == Precision.Bf16 ? sizeof(ushort) : sizeof(float);
        // The link is measured with as many bytes as a step sends.
        int numbers = (int)(parameters * numberBytes / sizeof(float));
        IReadOnlyList<JobResult> link =
            [.. session.RunRanks("the way between ranks", new LinkJob { Numbers = numbers, Repeats = 20 }, [ranks]).Select(round => round[0])];
        ScalingModel model = new()
        {
            Parameters = parameters, NumberBytes = numberBytes, ComputeSeconds = Spread.MedianOf(one.Select(result => result.Values["step_seconds"])),
            Bandwidth = Spread.MedianOf(link.Select(result => result.Rate)), Latency = Spread.MedianOf(link.Select(result => result.Values["latency"])),
        };
        return
        [
            Row("1 rank", one, model.BytesAStep(1)), Row($"{ranks} ranks", several, model.BytesAStep(ranks)),
            new BenchRow { Name = "speedup", Unit = "times one rank", Ours = Spread.Of([.. several.Zip(one, (many, single) => many.Rate / single.Rate)]) },
            new BenchRow
            {
                Name = $"predicted speedup of {ranks} ranks", Unit = "times one rank", Ours = Spread.Of([model.SameBatch(ranks)]),
                Details = new Dictionary<string, double>
                {
                    ["communication"] = model.SumSeconds(ranks) / ((model.ComputeSeconds / ranks) + model.SumSeconds(ranks)),
                    ["megabytes_a_second"] = model.Bandwidth / 1e6, ["latency_microseconds"] = model.Latency / Microsecond,
                },
            },
        ];
    }

    /// <summary>What the model says of the paper's size on 8 to 512 machines, on networks of 10 and 100 Gbit/s, gradients in bfloat16.</summary>
    public static IReadOnlyList<BenchRow> Predict(BenchSession session)
    {
        ModelOptions paper = BenchSizes.Translation("paper", 0.1);
        double flops = ModelFlops.TrainingStep(paper, Sentences, Words + Regions, Words, Sentences * Words);
        double compute = flops / (session.Peak(Precision.Fp32) * 1e9 * RankCores * ShareOfPeak);
        return [.. from gigabits in (int[])[10, 100] from ranks in Ranks select Row(gigabits, ranks)];

        BenchRow Row(int gigabits, int ranks)
        {
            ScalingModel model = new()
            {
                Parameters = NetworkFamilies.ParameterCount(paper), NumberBytes = sizeof(ushort), ComputeSeconds = compute, Latency = NetworkLatency,
                Bandwidth = gigabits * Gigabit * WireShare,
            };
            return new BenchRow
            {
                Name = $"paper's size, {ranks} ranks, {gigabits} Gbit/s, predicted", Unit = "times one rank", Ours = Spread.Of([model.GrowingBatch(ranks)]),
                Details = new Dictionary<string, double>
                {
                    ["step_seconds"] = compute + model.SumSeconds(ranks), ["communication"] = model.SumSeconds(ranks) / (compute + model.SumSeconds(ranks)),
                    ["megabytes_a_step"] = model.BytesAStep(ranks) / 1e6, ["same_batch"] = model.SameBatch(ranks),
                },
            };
        }
    }

    private static BenchRow Row(string name, JobResult[] results, double bytes) => new()
    {
        Name = name, Unit = "target tokens/s", Ours = Spread.Of([.. results.Select(result => result.Rate)]),
        Details = new Dictionary<string, double>
        {
            ["step_seconds"] = Spread.MedianOf(results.Select(result => result.Values["step_seconds"])),
            ["communication"] = Spread.MedianOf(results.Select(result => result.Values["communication"])), ["megabytes_a_step"] = bytes / 1e6,
        },
    };
}
