namespace Optiglot.Training;

/// <summary>The files of one split under <c>data.files</c>: UTF-8, one sentence a line, plain or <c>.gz</c>.</summary>
public sealed record FilesSection
{
    /// <summary>File of source sentences, one a line.</summary>
    public string Source { get; init; } = "";

    /// <summary>Their translations, line by line.</summary>
    public string? Target { get; init; }

    /// <summary>The picture of each line by file name; an empty line or <c>-</c> where there is none. Null: no line has a picture.</summary>
    public string? Pictures { get; init; }
}
