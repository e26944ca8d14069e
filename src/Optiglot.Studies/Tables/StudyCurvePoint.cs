namespace Optiglot.Studies.Tables;

/// <summary>One evaluation during a training of a study.</summary>
/// <param name="System">The row.</param>
/// <param name="Target">The target language.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Epoch">Passes over the data within the stage.</param>
/// <param name="DevBleu">BLEU on the dev set, 0..100.</param>
public sealed record StudyCurvePoint(string System, string Target, ulong Seed, string Stage, double Epoch, double DevBleu);
