namespace Optiglot.Metrics;

/// <summary>Corpora in lists: the one check that they are equally long, and the way from them into <see cref="CorpusRunner"/>.</summary>
internal static class CorpusLists
{
    /// <summary>What messages call the output of a system without a name.</summary>
    public const string Unnamed = "the system";

    /// <summary>Scores a system's output.</summary>
    /// <exception cref="ArgumentException">Lists of different lengths; the message names the system.</exception>
    public static CorpusResult Run(
        CorpusRequest request, NamedSystem system, IReadOnlyList<string>[] references, IReadOnlyList<string>? sources = null,
            CancellationToken cancellation = default)
    {
        var hypotheses = system.Hypotheses;
        for (int r = 0; r < references.Length; r++) Check(system, references[r], references.Length == 1 ? "the reference" : $"reference {r + 1}");
        if (sources != null) Check(system, sources, "the source");
        var segments = Enumerable.Range(0, hypotheses.Count)
            .Select(i => new Segment(hypotheses[i], Array.ConvertAll(references, reference => reference[i]), sources?[i]));
        return CorpusRunner.Run(request, segments, hypotheses.Count, cancellation);
    }

    private static void Check(NamedSystem system, IReadOnlyList<string> other, string name)
    {
        if (other.Count != system.Hypotheses.Count)
            throw new ArgumentException($"{system.Name} has {system.Hypotheses.Count} lines, but {name} has {other.Count}: both need one line per segment");
    }
}
