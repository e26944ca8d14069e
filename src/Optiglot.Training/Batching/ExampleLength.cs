namespace Optiglot.Training;

/// <summary>What an example costs in a batch, in positions, specials included.</summary>
/// <param name="Source">Positions on the source side (text, tags and regions as the encoder sees them).</param>
/// <param name="Target">Positions on the target side; 0 where there is none.</param>
internal readonly record struct ExampleLength(int Source, int Target);
