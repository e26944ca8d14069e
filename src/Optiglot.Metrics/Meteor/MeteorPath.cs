namespace Optiglot.Metrics;

/// <summary>A partial alignment on the search's beam: its matches and the words they use.</summary>
internal sealed class MeteorPath
{
    private bool[] hypothesisUsed = [], referenceUsed = [];
    private MeteorMatch?[] matches = [];

    public MeteorState State;

    /// <summary>Whether the path itself is on the next beam.</summary>
    public bool Kept;

    public MeteorMatch? this[int start] => matches[start];

    public void Start(int hypothesisLength, int referenceLength)
    {
        Resize(hypothesisLength, referenceLength);
        hypothesisUsed.AsSpan().Clear();
        referenceUsed.AsSpan().Clear();
        matches.AsSpan().Clear();
        State = new MeteorState();
    }

    public void CopyFrom(MeteorPath other)
    {
        Resize(other.hypothesisUsed.Length, other.referenceUsed.Length);
        other.hypothesisUsed.CopyTo(hypothesisUsed, 0);
        other.referenceUsed.CopyTo(referenceUsed, 0);
        other.matches.CopyTo(matches, 0);
    }

    public bool IsUsed(int referenceWord) => referenceUsed[referenceWord];

    public bool Overlaps(MeteorMatch match) =>
        referenceUsed.AsSpan(match.Start, match.Length).Contains(true) || hypothesisUsed.AsSpan(match.OtherStart, match.OtherLength).Contains(true);

    public void Take(MeteorMatch match)
    {
        matches[match.Start] = match;
        referenceUsed.AsSpan(match.Start, match.Length).Fill(true);
        hypothesisUsed.AsSpan(match.OtherStart, match.OtherLength).Fill(true);
    }

    private void Resize(int hypothesisLength, int referenceLength)
    {
        if (hypothesisUsed.Length != hypothesisLength) hypothesisUsed = new bool[hypothesisLength];
        if (referenceUsed.Length != referenceLength) (referenceUsed, matches) = (new bool[referenceLength], new MeteorMatch?[referenceLength]);
    }
}
