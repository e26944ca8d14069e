using Optiglot.Metrics;

namespace Optiglot.Training;

/// <summary>One row of an evaluation.</summary>
/// <param name="Set">The test set.</param>
/// <param name="Pictures">Whose pictures were seen.</param>
/// <param name="OnlyPictured">Whether only lines with a picture were scored.</param>
/// <param name="Lines">The lines of the set that were scored, in order.</param>
/// <param name="Tokenized">BLEU on lower-cased tokenised text, as multi-bleu.perl: what papers on Multi30K report.</param>
/// <param name="Natural">BLEU on detokenised text, as sacreBLEU's 13a; without case where the model writes none.</param>
/// <param name="Meteor">METEOR 1.5 on lower-cased tokenised text, exact words and stems, 0..100; null for languages that METEOR does not know.</param>
/// <param name="Hypotheses">The output, lower-cased and tokenised, one line a sentence scored.</param>
/// <param name="Translations">The output as people read it.</param>
public sealed record SetScore(
    string Set, PictureChoice Pictures, bool OnlyPictured, IReadOnlyList<int> Lines, MetricScore Tokenized, MetricScore Natural, MetricScore? Meteor,
    IReadOnlyList<string> Hypotheses, IReadOnlyList<string> Translations)
{
    /// <summary>Name in result files: the set alone, or with how its pictures were chosen.</summary>
    public string Key => (Pictures, OnlyPictured) switch
    {
        (PictureChoice.Right, false) => Set,
        (_, false) => $"{Set}.{Pictures.ToString().ToLowerInvariant()}_pictures",
        _ => $"{Set}.with_photos.{Pictures.ToString().ToLowerInvariant()}_pictures",
    };
}
