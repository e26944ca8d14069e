namespace Optiglot.Studies.Probes;

/// <summary>How often hidden words came out right, several models together.</summary>
/// <param name="Set">The sets.</param>
/// <param name="Lines">Lines with a hidden word and a picture.</param>
/// <param name="Words">Hidden words; of several models, each counts them.</param>
/// <param name="Right">Accuracy with the right picture, 0..1.</param>
/// <param name="Wrong">With wrong ones, mean over derangements.</param>
/// <param name="None">Without.</param>
/// <param name="P">McNemar's exact p of right against wrong, the largest of derangements and models, each model by itself.</param>
/// <param name="PLines">Of all models together, a line counting once, whatever its words and models.</param>
/// <param name="Signature">How words were scored.</param>
public sealed record HiddenWordAccuracy(string Set, int Lines, int Words, double Right, double Wrong, double None, double P, double PLines, string Signature)
{
    /// <summary>Puts models together.</summary>
    public static HiddenWordAccuracy Of(string set, IReadOnlyList<MaskResult> models)
    {
        MaskResult all = MaskResult.Pool(models);
        return new HiddenWordAccuracy(set, all.Lines, all.Words, Math.Round(all.Right.Accuracy, 4), Math.Round(all.WrongAccuracy, 4),
            Math.Round(all.None.Accuracy, 4), models.Max(model => model.PValue), all.LinePValue, all.Signature);
    }
}
