using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>Watches a system's output go by, and tells if it looks tokenised already.</summary>
/// <param name="name">The system's name.</param>
internal sealed class InputWatch(string name)
{
    private long tokenized;

    /// <summary>The same segments.</summary>
    public IEnumerable<Segment> Of(IEnumerable<Segment> segments)
    {
        foreach (Segment segment in segments)
        {
            if (TokenizationAdvice.LooksTokenized(segment.Hypothesis)) tokenized++;
            yield return segment;
        }
    }

    /// <summary>Says what was seen, if anything.</summary>
    public void Tell(CommandContext context)
    {
        if (tokenized >= TokenizationAdvice.SuspiciousLines)
            context.Note($"{name}: {tokenized} lines end in a full stop by itself, so this looks tokenised; BLEU tokenises again, "
                + "and such scores do not compare with published ones. Give plain text, or --tok none; --force scores it without this remark");
    }
}
