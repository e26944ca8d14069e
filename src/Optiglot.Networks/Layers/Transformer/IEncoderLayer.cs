namespace Optiglot.Networks;

/// <summary>A layer of an encoder.</summary>
public interface IEncoderLayer
{
    /// <summary>Adds its blocks to the stream <c>[batch, places, width]</c>.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="stream">States of text, then of regions.</param>
    /// <param name="mask">Which are real.</param>
    void Apply<T>(INetworkOps<T> ops, ResidualStream<T> stream, IMask<T> mask) where T : class;
}
