using System.Runtime.InteropServices;

namespace Optiglot.Training;

/// <summary>Where a sentence's states lie.</summary>
/// <param name="FirstRow">Its first state, counted over the whole file.</param>
/// <param name="Text">States of text.</param>
/// <param name="Regions">States of regions, after those of text.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct EncoderStateEntry(long FirstRow, int Text, int Regions)
{
    /// <summary>All its states.</summary>
    public int Length => Text + Regions;
}
