namespace Optiglot.Translation.Tests;

/// <summary>A decoder whose logits are a hash of the sentence and everything written so far: any slip in reordering or keeping shows.</summary>
internal sealed class ToySession(int[] seeds, int beam, int vocabulary, double spread = 2, bool coarse = false) : ISearchSession
{
    private List<List<int>[]> _prefixes = [.. seeds.Select(_ => Enumerable.Range(0, beam).Select(_ => new List<int>()).ToArray())];
    private List<int> _seeds = [.. seeds];

    private float[] _attention = [];

    public int Sentences => _seeds.Count;
    public int Beam => beam;
    public int VocabularySize => vocabulary;
    public bool RecordAttention { get; set; }
    public ReadOnlySpan<float> Attention => _attention;
    public int Steps { get; private set; }
    public int RowsComputed { get; private set; }

    /// <summary>Logits after a prefix (without the begin piece).</summary>
    public static float[] Logits(int seed, IEnumerable<int> prefix, int vocabulary, double spread, bool coarse)
    {
        ulong state = (ulong)seed * 0x9E3779B97F4A7C15 + 1;
        foreach (int token in prefix) state = (state ^ (ulong)(token + 1)) * 0xD6E8FEB86659FD93 + 0x632BE59BD9B4E019;
        var random = new Random((int)(state >> 33));
        var logits = new float[vocabulary];
        for (int i = 0; i < vocabulary; i++) logits[i] = (float)(coarse ? random.Next(3) : spread * random.NextDouble());
        return logits;
    }

    public void Step(ReadOnlySpan<long> tokens, StepScores scores)
    {
        long[] next = tokens.ToArray();
        Assert.Equal(Sentences * beam, next.Length);
        Steps++;
        RowsComputed += next.Length;
        var all = new float[next.Length * vocabulary];
        for (int row = 0; row < next.Length; row++)
        {
            var prefix = _prefixes[row / beam][row % beam];
            prefix.Add((int)next[row]);
            Logits(_seeds[row / beam], prefix.Skip(1), vocabulary, spread, coarse).CopyTo(all, row * vocabulary);
        }

        if (RecordAttention) _attention = [.. next.Select((_, row) => Mark(_seeds[row / beam], _prefixes[row / beam][row % beam]))];
        scores.Read(all, vocabulary);
    }

    /// <summary>The one attention number of a prefix.</summary>
    public static float Mark(int seed, IReadOnlyList<int> prefixWithBegin) => seed * 1000 + prefixWithBegin.Count + 0.001f * prefixWithBegin.Skip(1).Sum();

    public void Reorder(ReadOnlySpan<long> beams)
    {
        long[] from = beams.ToArray();
        _prefixes = [.. _prefixes.Select((old, sentence) => Enumerable.Range(0, beam).Select(i => old[from[sentence * beam + i]].ToList()).ToArray())];
    }

    public void Keep(ReadOnlySpan<long> sentences)
    {
        long[] kept = sentences.ToArray();
        _prefixes = [.. kept.Select(i => _prefixes[(int)i])];
        _seeds = [.. kept.Select(i => _seeds[(int)i])];
    }

    public void Dispose()
    {
    }
}
