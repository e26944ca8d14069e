namespace Optiglot.Metrics;

/// <summary>A tokenisation of BLEU: the one table of their names (sacreBLEU's, as typed and as signatures have them) and of what splits by them.</summary>
/// <param name="Value">The tokenisation.</param>
/// <param name="Name">Its name.</param>
/// <param name="Create">Makes a splitter for one thread.</param>
/// <param name="NeedsModel">Whether it needs <see cref="BleuOptions.Pieces"/>.</param>
internal sealed record BleuTokenizer(BleuTokenization Value, string Name, Func<BleuOptions, Splitter> Create, bool NeedsModel = false)
{
    public static readonly IReadOnlyList<BleuTokenizer> All =
    [
        new(BleuTokenization.V13a, "13a", _ => new V13aSplitter()),
        new(BleuTokenization.None, "none", _ => new SpaceSplitter()),
        new(BleuTokenization.Char, "char", _ => new CharacterSplitter()),
        new(BleuTokenization.International, "intl", _ => new InternationalSplitter()),
        new(BleuTokenization.Chinese, "zh", _ => new ChineseSplitter()),
        new(BleuTokenization.MultiBleu, "multi-bleu", _ => new MultiBleuSplitter()),
        new(BleuTokenization.SentencePiece, "spm", Pieces, NeedsModel: true),
        new(BleuTokenization.Flores101, "flores101", Pieces, NeedsModel: true),
        new(BleuTokenization.Flores200, "flores200", Pieces, NeedsModel: true),
    ];

    /// <summary>The entry of a tokenisation.</summary>
    public static BleuTokenizer Of(BleuTokenization value) => All.First(entry => entry.Value == value);

    /// <summary>The entry of a name in any case.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that there are.</exception>
    public static BleuTokenizer Find(string name) => All.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"BLEU has no tokenisation '{name}'; use {string.Join(", ", All.Select(entry => entry.Name))}");

    private static PieceSplitter Pieces(BleuOptions options) => new(options.Pieces!);
}
