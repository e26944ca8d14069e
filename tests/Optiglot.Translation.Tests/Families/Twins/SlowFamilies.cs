namespace Optiglot.Translation.Tests;

/// <summary>States of a decoder, <c>[target][width]</c>, from a paper's equations.</summary>
/// <param name="network">Numbers and common layers.</param>
/// <param name="source">A sentence.</param>
/// <param name="target">What the decoder has said so far.</param>
internal delegate double[][] SlowFamily(SlowNetwork network, SlowSource source, long[] target);
