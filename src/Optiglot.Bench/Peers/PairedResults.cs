namespace Optiglot.Bench;

/// <summary>Rounds of one job: ours, and after each of ours the peer's, if there is one.</summary>
/// <param name="Ours">A result a round.</param>
/// <param name="Peer">A result a round; empty without peer.</param>
/// <param name="Settings">The settings the peer was fastest with; null without peer.</param>
public sealed record PairedResults(IReadOnlyList<JobResult> Ours, IReadOnlyList<JobResult> Peer, PeerSettings? Settings)
{
    /// <summary>The row of these results, by their rates.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="unit">Unit of the rate.</param>
    /// <param name="factor">The rate is times this.</param>
    /// <param name="details">More numbers.</param>
    public BenchRow Row(string name, string unit, double factor, IReadOnlyDictionary<string, double> details) => new()
    {
        Name = name,
        Unit = unit,
        Ours = Spread.Of([.. Ours.Select(result => result.Rate * factor)]),
        Peer = Peer.Count == 0 ? null : Spread.Of([.. Peer.Select(result => result.Rate * factor)]),
        Ratio = Peer.Count == 0 ? null : Spread.Of([.. Ours.Zip(Peer, (ours, peer) => ours.Rate / peer.Rate)]),
        Details = details,
    };
}
