namespace Optiglot.Metrics;

/// <summary>
/// Splits on ASCII white space, as Perl does with the bytes multi-bleu.perl reads; its <c>-lc</c> changes ASCII letters only, for the same reason.
/// </summary>
internal sealed class MultiBleuSplitter : Splitter
{
    public override void Split(string line, TokenList tokens)
    {
        line.CopyTo(tokens.Start(line.Length));
        int start = 0;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] is not (' ' or (>= '\t' and <= '\r'))) continue;
            if (i > start) tokens.Add(start, i - start);
            start = i + 1;
        }
    }

    public override string Lower(string line) => string.Create(line.Length, line, (to, from) =>
    {
        for (int i = 0; i < to.Length; i++) to[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
    });
}
