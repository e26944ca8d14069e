namespace Optiglot.Metrics;

/// <summary>Every code point but white space is a token (sacreBLEU's <c>char</c>).</summary>
internal sealed class CharacterSplitter : Splitter
{
    public override void Split(string line, TokenList tokens)
    {
        line.CopyTo(tokens.Start(line.Length));
        for (int i = 0; i < line.Length; i++)
        {
            if (PythonText.IsSpace(line[i])) continue;
            int length = i + 1 < line.Length && char.IsSurrogatePair(line[i], line[i + 1]) ? 2 : 1;
            tokens.Add(i, length);
            i += length - 1;
        }
    }
}
