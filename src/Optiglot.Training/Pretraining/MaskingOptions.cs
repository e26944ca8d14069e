using Optiglot.Text;

namespace Optiglot.Training;

/// <summary>How <see cref="MaskingPlan"/> hides pieces.</summary>
internal sealed record MaskingOptions
{
    /// <summary>Part of the pieces to predict: 15% (the paper, section 3.2; Devlin et al. 2019).</summary>
    public double Probability { get; init; } = 0.15;

    /// <summary>What stands at these places.</summary>
    public MaskStrategy Strategy { get; init; } = MaskStrategy.Bert;

    /// <summary>Size of the vocabulary.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The id that hides a piece.</summary>
    public required int MaskId { get; init; }

    /// <summary>Ids that are never hidden, nor put in another's place.</summary>
    public required IReadOnlyList<int> SpecialIds { get; init; }

    /// <summary>Pieces that are hidden more often than the others, such as colour words, which only the picture can tell; empty: none.</summary>
    public IReadOnlySet<int> FocusIds { get; init; } = new HashSet<int>();

    /// <summary>Probability that a piece of <see cref="FocusIds"/> is hidden. They count towards <see cref="Probability"/>, and may go beyond it.</summary>
    public double FocusProbability { get; init; }

    /// <summary>Whether a text is to be learned from: any, or one with a piece in focus.</summary>
    internal static Func<EncodedExample, bool> Accepts(ISubwordTokenizer tokenizer, PretrainSection section)
    {
        if (section.Focus is not { Only: true } focus) return _ => true;
        HashSet<int> pieces = Pieces(tokenizer, focus.Words);
        return example => example.Source.Any(pieces.Contains);
    }

    /// <summary>The options for a tokeniser, its pad, begin, end, unknown and mask ids being special.</summary>
    public static MaskingOptions For(ISubwordTokenizer tokenizer, PretrainSection section) => new()
    {
        Probability = section.MaskProbability,
        Strategy = section.MaskStrategy,
        VocabularySize = tokenizer.Count,
        MaskId = tokenizer.MaskId,
        FocusIds = section.Focus is null ? new HashSet<int>() : Pieces(tokenizer, section.Focus.Words),
        FocusProbability = section.Focus?.Probability ?? 0,
        SpecialIds = [tokenizer.PadId, tokenizer.BeginId, tokenizer.EndId, tokenizer.UnknownId, tokenizer.MaskId],
    };

    // Words of several pieces are left out: half a colour tells the other half.
    private static HashSet<int> Pieces(ISubwordTokenizer tokenizer, IEnumerable<string> words) =>
        [.. words.Select(word => tokenizer.Encode(word)).Where(pieces => pieces.Length == 1).Select(pieces => pieces[0])];
}
