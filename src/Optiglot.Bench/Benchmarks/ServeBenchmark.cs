namespace Optiglot.Bench;

/// <summary>A load test of the service: answers a second and how long each took, against the size of common batches.</summary>
public static class ServeBenchmark
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Starts the service anew for each round and measures it: a row.</summary>
    /// <param name="host">How processes are started.</param>
    /// <param name="options">Options of <c>serve</c>: the model, workers, precision.</param>
    /// <param name="batch">Most sentences in a batch.</param>
    /// <param name="load">What the service is asked for.</param>
    /// <param name="rounds">Services started.</param>
    /// <param name="tell">Told what is going on.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidDataException">The service does not start, a request was not answered by a translation, or the service did not end in
    /// peace.</exception>
    public static BenchRow Measure(BenchHost host, IReadOnlyList<string> options, int batch, ServeLoad load, int rounds, Action<string> tell,
        CancellationToken cancellation)
    {
        load.Validate();
        List<(LoadResult Load, double Batch)> results = [];
        for (int round = 1; round <= rounds; round++)
        {
            tell($"batches of at most {batch}: round {round} of {rounds}, {load.Requests:N0} requests, {load.InFlight} at a time");
            results.Add(Round(host, [.. options, "--no-cache", "--batch", $"{batch}"], load, cancellation));
        }

        double Median(Func<(LoadResult Load, double Batch), double> of) => Spread.MedianOf(results.Select(of));
        return new BenchRow
        {
            Name = $"batches of at most {batch}",
            Unit = "requests/s",
            Ours = Spread.Of([.. results.Select(result => result.Load.Rate)]),
            Details = new Dictionary<string, double>
            {
                ["p50_ms"] = Median(result => result.Load.Percentile(50)),
                ["p95_ms"] = Median(result => result.Load.Percentile(95)),
                ["p99_ms"] = Median(result => result.Load.Percentile(99)),
                ["sentences_a_batch"] = Median(result => result.Batch),
                ["in_flight"] = load.InFlight,
                ["requests"] = load.Requests,
                ["errors"] = 0,
                ["mib_after_a_tenth"] = Median(result => result.Load.EarlyBytes / Mebibyte),
                ["mib_at_the_end"] = Median(result => result.Load.LateBytes / Mebibyte),
            },
        };
    }

    /// <summary>Bytes of the folder that a program is in: what has to be installed for it.</summary>
    public static long Size(string program) => Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(program))!, "*",
        SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    /// <summary>Sentences as long and as repetitive as captions, made up.</summary>
    public static IReadOnlyList<string> MadeUpSentences(int count, ulong seed)
    {
        string folder = Directory.CreateTempSubdirectory("optiglot-bench-").FullName;
        try
        {
            string source = Path.Combine(folder, "source");
            MadeUpLines.Write(source, Path.Combine(folder, "target"), count, seed);
            return File.ReadAllLines(source);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (LoadResult Load, double Batch) Round(BenchHost host, IReadOnlyList<string> options, ServeLoad load, CancellationToken cancellation)
    {
        using ServedProcess service = new(host, options);
        using LoadClient client = new(service, load);
        LoadResult result = client.RunAsync(cancellation).GetAwaiter().GetResult();
        double batch = client.MeanBatchAsync(cancellation).GetAwaiter().GetResult();
        service.Stop();
        return (result, batch);
    }
}
