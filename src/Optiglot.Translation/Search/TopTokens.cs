namespace Optiglot.Translation;

/// <summary>
/// The highest logits of one row and their pieces, best first; equal logits rank the lower piece first when pieces are offered in rising order.
/// </summary>
/// <param name="logits">Room for the logits, <c>[k]</c>.</param>
/// <param name="tokens">Room for the pieces, <c>[k]</c>.</param>
internal ref struct TopTokens(Span<float> logits, Span<int> tokens)
{
    private readonly Span<float> _logits = logits;
    private readonly Span<int> _tokens = tokens;

    /// <summary>Pieces held.</summary>
    public int Count { get; private set; }

    /// <summary>A logit must be above this to enter.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    /// <summary>Takes a piece whose logit is above <see cref="Threshold"/>; the lowest one leaves when there is no room.</summary>
    public void Insert(float logit, int token)
    {
        int place = Count < _logits.Length ? Count++ : Count - 1;
        while (place > 0 && logit > _logits[place - 1])
        {
            _logits[place] = _logits[place - 1];
            _tokens[place] = _tokens[place - 1];
            place--;
        }

        _logits[place] = logit;
        _tokens[place] = token;
        if (Count == _logits.Length) Threshold = _logits[Count - 1];
    }
}
