namespace Optiglot.Training;

/// <summary>A text with some pieces hidden, for masked LM.</summary>
/// <param name="Ids">The pieces as the encoder sees them, <c>[source]</c>.</param>
/// <param name="Positions">Where pieces are to be predicted, rising, <c>[masked]</c>.</param>
/// <param name="Labels">The true pieces there, <c>[masked]</c>.</param>
internal sealed record MaskedText(int[] Ids, int[] Positions, int[] Labels);
