namespace Optiglot.Metrics;

/// <summary>A smoothing of BLEU: the one table of their names (sacreBLEU's) and numbers.</summary>
/// <param name="Value">The smoothing.</param>
/// <param name="Name">Its name, as typed and as signatures have it.</param>
/// <param name="Number">The number it takes unless another is given (Chen and Cherry, 2014); null where it takes none.</param>
internal sealed record BleuSmoother(BleuSmoothing Value, string Name, double? Number)
{
    public static readonly IReadOnlyList<BleuSmoother> All =
    [
        new(BleuSmoothing.Exponential, "exp", null),
        new(BleuSmoothing.Floor, "floor", 0.1),
        new(BleuSmoothing.AddK, "add-k", 1),
        new(BleuSmoothing.None, "none", null),
    ];

    /// <summary>The entry of a smoothing.</summary>
    public static BleuSmoother Of(BleuSmoothing value) => All.First(entry => entry.Value == value);

    /// <summary>The entry of a name in any case.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that there are.</exception>
    public static BleuSmoother Find(string name) => All.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"BLEU has no smoothing '{name}'; use {string.Join(", ", All.Select(entry => entry.Name))}");
}
