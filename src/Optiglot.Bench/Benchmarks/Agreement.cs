namespace Optiglot.Bench;

/// <summary>Whether both sides did the same work. A benchmark whose sides disagree is no benchmark: it ends with an error.</summary>
internal static class Agreement
{
    /// <summary>Numbers that both sides report must be equal within a tolerance relative to their size.</summary>
    /// <exception cref="InvalidDataException">They are not.</exception>
    internal static void Require(string what, PairedResults results, string value, double tolerance)
    {
        foreach ((JobResult ours, JobResult peer) in results.Ours.Zip(results.Peer))
        {
            (double own, double other) = (ours.Values[value], peer.Values[value]);
            if (Math.Abs(own - other) <= tolerance * Math.Max(Math.Abs(own), Math.Abs(other))) continue;
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"{what}: {value} is {own:G7} on our side and {other:G7} on the peer's: they do not do the same work; one of them has a fault"));
        }
    }

    /// <summary>The part of output lines that both sides wrote alike, 0..1.</summary>
    internal static double Share(PairedResults results)
    {
        (IReadOnlyList<string> ours, IReadOnlyList<string> peer) = (results.Ours[0].Outputs, results.Peer[0].Outputs);
        return ours.Count != peer.Count || ours.Count == 0 ? 0 : ours.Zip(peer).Count(pair => pair.First == pair.Second) / (double)ours.Count;
    }
}
