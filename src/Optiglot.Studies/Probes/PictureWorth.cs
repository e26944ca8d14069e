namespace Optiglot.Studies.Probes;

/// <summary>BLEU by the picture that was seen, several models together.</summary>
/// <param name="Set">The sets.</param>
/// <param name="Lines">Their lines with a picture.</param>
/// <param name="Right">BLEU with the right picture, lower-cased and tokenised.</param>
/// <param name="Wrong">With wrong ones, counts averaged over derangements.</param>
/// <param name="None">Without.</param>
/// <param name="PWrong">p of right against wrong, paired approximate randomisation.</param>
/// <param name="PNone">p of right against none.</param>
/// <param name="Signature">How BLEU was computed.</param>
public sealed record PictureWorth(string Set, int Lines, double Right, double Wrong, double None, double PWrong, double PNone, string Signature)
{
    /// <summary>Puts models together.</summary>
    public static PictureWorth Of(string set, IReadOnlyList<PictureStatistics> models)
    {
        PictureStatistics all = PictureStatistics.Pool(models);
        IReadOnlyList<PictureCondition> rows = all.Compare();
        PictureCondition Row(string name) => rows.Single(row => row.Name == name);
        double Bleu(string name) => Math.Round(Row(name).Scores[0].Value, 4);
        return new PictureWorth(set, all.Lines, Bleu("right"), Bleu("wrong"), Bleu("none"), Row("wrong").PValues![0], Row("none").PValues![0],
            Row("right").Scores[0].Signature);
    }
}
