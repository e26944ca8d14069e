namespace Optiglot.Metrics;

/// <summary>Pieces of a trained vocabulary are tokens (sacreBLEU's <c>flores200</c> and its like), white space inside them apart as there.</summary>
internal sealed class PieceSplitter(IPieceModel model) : Splitter
{
    public override void Split(string line, TokenList tokens)
    {
        string joined = string.Join(' ', model.Split(PythonText.TrimEnd(line).ToString()));
        joined.CopyTo(tokens.Start(joined.Length));
        tokens.SplitOnSpace(joined.Length);
    }
}
