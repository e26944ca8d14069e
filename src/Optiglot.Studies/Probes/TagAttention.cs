namespace Optiglot.Studies.Probes;

/// <summary>Attention that regions of one name got.</summary>
/// <param name="Name">The name, as the detector gives it; empty for regions without one, such as the whole picture.</param>
/// <param name="Pictures">Pictures that have such a region.</param>
/// <param name="Share">Mean part, over these pictures, of the attention to regions that went to such ones, 0..1.</param>
/// <param name="Even">What that part would be if all regions of a picture got the same.</param>
public sealed record TagAttention(string Name, int Pictures, double Share, double Even);
