using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>One item of <c>data.captions</c>.</summary>
public sealed record CaptionsSection
{
    /// <summary>The file; several, in the order of their names, where the name has a wildcard: <c>captions/part-*.tsv</c>.</summary>
    public string File { get; init; } = "";

    /// <summary>What it looks like.</summary>
    public CaptionForm Form { get; init; } = CaptionForm.Pairs;

    /// <summary>Only this many captions, from the top; null takes all.</summary>
    [Range(1, int.MaxValue)]
    public int? Max { get; init; }
}
