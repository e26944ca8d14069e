namespace Optiglot.Training;

/// <summary>What a project of somebody's own is made of.</summary>
public sealed record ProjectOptions
{
    /// <summary>The project's folder; made, or empty.</summary>
    public required string Folder { get; init; }

    /// <summary>The pairs: one table (CSV, TSV, JSON lines), or the files of source, target and pictures.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>The dev set in files of the same kind; empty: cut from <see cref="Data"/>.</summary>
    public IReadOnlyList<string> DevData { get; init; } = [];

    /// <summary>The test set in files of the same kind; empty: cut from <see cref="Data"/>.</summary>
    public IReadOnlyList<string> TestData { get; init; } = [];

    /// <summary>Which columns hold what.</summary>
    public PairColumns Columns { get; init; } = new();

    /// <summary>Code of the language translated from, as <c>en</c>.</summary>
    public required string From { get; init; }

    /// <summary>Code of the language translated into.</summary>
    public required string To { get; init; }

    /// <summary>Folder that the pictures' names are relative to; null: the folder of the pairs' file.</summary>
    public string? Pictures { get; init; }

    /// <summary>Whether pictures are left out though a column names some.</summary>
    public bool NoPictures { get; init; }

    /// <summary>Pairs of the dev set; null: by <see cref="Data"/>'s size.</summary>
    public int? Dev { get; init; }

    /// <summary>Pairs of the test set; null: by <see cref="Data"/>'s size.</summary>
    public int? Test { get; init; }

    /// <summary>Seed of the cut and of the recipe.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Minutes that the training may take.</summary>
    public double Minutes { get; init; } = 60;

    /// <summary>A model folder that the training goes on from; null: from a BERT where there is one and the source is English, else from nothing.</summary>
    public string? StartFrom { get; init; }

    /// <summary>A folder with MiniLM's weights and vocabulary; null: there is none.</summary>
    public string? MiniLm { get; init; }

    /// <summary>The detector that sees the pictures.</summary>
    public string Detector { get; init; } = "yolox-nano";

    /// <summary>Cores that training computes on.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;
}
