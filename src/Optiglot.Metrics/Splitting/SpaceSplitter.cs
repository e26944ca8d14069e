namespace Optiglot.Metrics;

/// <summary>Splits on white space and nothing else (sacreBLEU's <c>none</c>).</summary>
internal sealed class SpaceSplitter : Splitter
{
    public override void Split(string line, TokenList tokens)
    {
        line.CopyTo(tokens.Start(line.Length));
        tokens.SplitOnSpace(line.Length);
    }
}
