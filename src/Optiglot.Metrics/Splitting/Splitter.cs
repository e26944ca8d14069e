namespace Optiglot.Metrics;

/// <summary>Cuts a line into tokens. Owns buffers, so one instance serves one thread.</summary>
internal abstract class Splitter
{
    /// <summary>Writes the tokens of a line.</summary>
    public abstract void Split(string line, TokenList tokens);

    /// <summary>The tool's own lower-casing.</summary>
    public virtual string Lower(string line) => PythonText.Lower(line);
}
