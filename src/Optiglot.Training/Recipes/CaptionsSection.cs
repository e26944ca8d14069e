using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>One item of <c>data.captions</c>.</summary>
public sealed record CaptionsSection
{
    /// <summary>The file's path, relative to the data folder.</summary>
    public string File { get; init; } = "";

    /// <summary>What it looks like.</summary>
    public CaptionForm Form { get; init; } = CaptionForm.Pairs;

    /// <summary>Only this many captions, from the top; null takes all.</summary>
    [Range(1, int.MaxValue)]
    public int? Max { get; init; }
}
