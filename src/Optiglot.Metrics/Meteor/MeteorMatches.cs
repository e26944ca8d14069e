namespace Optiglot.Metrics;

/// <summary>All possible matches of a sentence pair by first reference word, in the order the modules found them, and how many cover each word.</summary>
internal sealed class MeteorMatches
{
    private List<MeteorMatch>[] lists = [];
    private int[] hypothesisCover = [], referenceCover = [];

    public int ReferenceLength { get; private set; }

    public int HypothesisLength { get; private set; }

    public List<MeteorMatch> this[int start] => lists[start];

    public void Reset(int hypothesisLength, int referenceLength)
    {
        (HypothesisLength, ReferenceLength) = (hypothesisLength, referenceLength);
        if (lists.Length < referenceLength)
        {
            int old = lists.Length;
            Array.Resize(ref lists, Math.Max(64, 2 * referenceLength));
            for (int i = old; i < lists.Length; i++) lists[i] = [];
            referenceCover = new int[lists.Length];
        }
        if (hypothesisCover.Length < hypothesisLength) hypothesisCover = new int[2 * hypothesisLength];
        for (int i = 0; i < referenceLength; i++) lists[i].Clear();
        referenceCover.AsSpan(0, referenceLength).Clear();
        hypothesisCover.AsSpan(0, hypothesisLength).Clear();
    }

    public void Add(MeteorMatch match)
    {
        lists[match.Start].Add(match);
        for (int k = 0; k < match.Length; k++) referenceCover[match.Start + k]++;
        for (int k = 0; k < match.OtherLength; k++) hypothesisCover[match.OtherStart + k]++;
    }

    /// <summary>Whether no other match touches any of this one's words.</summary>
    public bool StandsAlone(MeteorMatch match) =>
        !referenceCover.AsSpan(match.Start, match.Length).ContainsAnyExcept(1) && !hypothesisCover.AsSpan(match.OtherStart, match.OtherLength)
            .ContainsAnyExcept(1);
}
