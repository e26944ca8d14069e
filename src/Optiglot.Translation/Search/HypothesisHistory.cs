namespace Optiglot.Translation;

/// <summary>The pieces of a sentence's living hypotheses and the beam each piece was chosen from, reordered at every step.</summary>
/// <param name="beam">Hypotheses.</param>
/// <param name="maximumLength">Longest output in pieces, end included.</param>
internal sealed class HypothesisHistory(int beam, int maximumLength)
{
    private int[] _tokens = new int[beam * maximumLength];
    private int[] _spareTokens = new int[beam * maximumLength];
    private int[] _origins = new int[beam * maximumLength];
    private int[] _spareOrigins = new int[beam * maximumLength];

    /// <summary>Pieces written so far, the same for all hypotheses.</summary>
    public int Length { get; private set; }

    /// <summary>The pieces of a hypothesis, <c>[target]</c>.</summary>
    public ReadOnlySpan<int> Tokens(int hypothesis) => _tokens.AsSpan(hypothesis * maximumLength, Length);

    /// <summary>For each piece, the beam it was chosen from: the row whose attention belongs to it, <c>[target]</c>.</summary>
    public ReadOnlySpan<int> Origins(int hypothesis) => _origins.AsSpan(hypothesis * maximumLength, Length);

    /// <summary>Replaces the hypotheses by their continuations.</summary>
    public void Extend(ReadOnlySpan<Candidate> continuations)
    {
        for (int i = 0; i < continuations.Length; i++)
        {
            var (_, from, token) = continuations[i];
            int start = i * maximumLength;
            Tokens(from).CopyTo(_spareTokens.AsSpan(start));
            Origins(from).CopyTo(_spareOrigins.AsSpan(start));
            _spareTokens[start + Length] = token;
            _spareOrigins[start + Length] = from;
        }

        (_tokens, _spareTokens) = (_spareTokens, _tokens);
        (_origins, _spareOrigins) = (_spareOrigins, _origins);
        Length++;
    }
}
