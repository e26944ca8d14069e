using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>
/// The <c>data</c> section. Paths are relative to <see cref="Root"/>, else to the data folder (<c>--data</c>, or <c>OPTIGLOT_DATA</c>), unless absolute.
/// </summary>
public sealed record DataSection
{
    /// <summary>
    /// The folder that paths of this section are relative to, itself relative to the file that says so; null: the data folder (<c>--data</c>, or
    /// <c>OPTIGLOT_DATA</c>).
    /// </summary>
    [RelativeToFile]
    public string? Root { get; init; }

    /// <summary>Which translation set the pairs are of.</summary>
    public CorpusKind Set { get; init; } = CorpusKind.Multi30k;

    /// <summary>Folder of Multi30K, relative to the data folder.</summary>
    public string Folder { get; init; } = "multi30k";

    /// <summary>Whether source text is raw or prepared already. Captions are always taken as raw.</summary>
    public CorpusForm SourceForm { get; init; } = CorpusForm.Raw;

    /// <summary>Whether target text is raw or prepared already.</summary>
    public CorpusForm TargetForm { get; init; } = CorpusForm.Raw;

    /// <summary>The split to train on.</summary>
    public string Train { get; init; } = "train";

    /// <summary>The split that decides which checkpoint is best.</summary>
    public string Dev { get; init; } = "val";

    /// <summary>For <see cref="CorpusKind.Files"/>: the files of each split, by the split's name.</summary>
    public IReadOnlyDictionary<string, FilesSection> Files { get; init; } = new Dictionary<string, FilesSection>();

    /// <summary>Source words that are hidden in training; null: none.</summary>
    public HideSection? Hide { get; init; }

    /// <summary>Captions for pre-training, one language, with or without pictures.</summary>
    public IReadOnlyList<CaptionsSection> Captions { get; init; } = [];

    /// <summary>More pairs: real text of the target language and our translation back; null: none.</summary>
    public SyntheticSection? BackTranslation { get; init; }

    /// <summary>More pairs: real text of the source language and our translation; null: none.</summary>
    public SyntheticSection? SelfTraining { get; init; }

    /// <summary>Pictures and their regions; null trains on text alone.</summary>
    public PicturesSection? Pictures { get; init; }

    /// <summary>
    /// Parts of the training split that are kept out of all training, as test sets of their own: name of the set, and a file of line numbers, from 1, one a
    /// line, or the first and the last,
    /// as <c>232-461</c>. The dev set may be one of them. Their lines leave the training pairs,
    /// their pictures' captions and their sentences leave the captions.
    /// </summary>
    public IReadOnlyDictionary<string, string> HeldOut { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// A folder of pictures: lines of the dev set whose picture lies in it choose no model, so that they stay unseen for a test of what pictures are worth. The
    /// same for a twin that sees none. Null: all lines choose.
    /// </summary>
    public string? DevWithoutPicturesIn { get; init; }

    /// <summary>Only this many training pairs, from the top; null takes all.</summary>
    [Range(1, int.MaxValue)]
    public int? MaxTrain { get; init; }

    /// <summary>Only this many pairs of the dev set, from the top; null takes all.</summary>
    [Range(1, int.MaxValue)]
    public int? MaxDev { get; init; }

    /// <summary>Training pairs with more source pieces are left out. 128 keeps every caption there is.</summary>
    [Range(1, 4096)]
    public int MaxSourcePieces { get; init; } = 128;

    /// <summary>Training pairs with more target pieces are left out. 128 keeps every caption there is.</summary>
    [Range(1, 4096)]
    public int MaxTargetPieces { get; init; } = 128;

    internal string NoSplit(string name) => $"data.files: has no split '{name}'; it has {string.Join(", ", Files.Keys.Order(StringComparer.Ordinal))}.";
}
