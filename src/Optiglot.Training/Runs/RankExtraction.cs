using System.Text.Json;
using Optiglot.Distributed;
using Optiglot.Vision;

namespace Optiglot.Training;

/// <summary>
/// Detection by several ranks: each takes every Nth picture into a store of its own beside the real one (<see cref="StoreParts"/>), and rank 0 puts them
/// together. Parts that a kill left are taken up, whatever the number of ranks was.
/// </summary>
public static class RankExtraction
{
    private static readonly JsonSerializerOptions Fields = new() { IncludeFields = true };

    /// <summary>The pictures that fall to this rank.</summary>
    public static IReadOnlyList<string> Share(ICommunicator ranks, IReadOnlyList<string> pictures) =>
        ranks.Count == 1 ? pictures : [.. pictures.Where((_, i) => i % ranks.Count == ranks.Rank)];

    /// <summary>Where this rank writes: the store itself where there is one rank, else its part.</summary>
    public static string Target(ICommunicator ranks, string store) => ranks.Count == 1 ? store : StoreParts.PathOf(store, ranks.Rank);

    /// <summary>Puts all parts into the store; all ranks wait for it.</summary>
    /// <exception cref="InvalidDataException">A part is damaged, or of another detector.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public static void Merge(ICommunicator ranks, string store) => ranks.OnFirst("putting region stores together", () => StoreParts.Merge(store));

    /// <summary>What all ranks did together; the time is the longest.</summary>
    /// <param name="ranks">The ranks; all must call.</param>
    /// <param name="own">What this one did.</param>
    public static ExtractionReport Sum(ICommunicator ranks, ExtractionReport own)
    {
        if (ranks.Count == 1) return own;
        ExtractionReport[] all = [.. ranks.GatherText(JsonSerializer.Serialize(own, Fields))
            .Select(text => JsonSerializer.Deserialize<ExtractionReport>(text, Fields)!)];
        return new ExtractionReport(all.Sum(each => each.Saved), all.Sum(each => each.Skipped), all.Sum(each => each.Replaced),
            [.. all.SelectMany(each => each.Bad)],
            all.Max(each => each.Elapsed));
    }
}
