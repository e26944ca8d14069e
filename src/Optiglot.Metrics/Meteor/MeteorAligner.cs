namespace Optiglot.Metrics;

/// <summary>
/// Picks the alignment with most matches, then fewest chunks, by METEOR's beam search over the reference's words, in the Java program's
/// order and with its tie rules. Only the branches that stay on the beam are built, so lines of one word many times over cost little.
/// </summary>
internal sealed class MeteorAligner(int beamSize)
{
    private readonly record struct Candidate(MeteorState State, MeteorPath Parent, MeteorMatch? Branch);

    private readonly Stack<MeteorPath> pool = [];
    private readonly List<Candidate> beam = [];
    private readonly List<MeteorPath> paths = [];

    /// <summary>The best alignment; valid until the next call.</summary>
    public MeteorPath Align(MeteorMatches matches)
    {
        Recycle();
        beam.Clear();
        var start = Initial(matches);
        paths.Add(start);
        Offer(start.State, start, null);
        for (int current = 0; current < matches.ReferenceLength; current++)
        {
            Build();
            foreach (var path in paths) Extend(path, current, matches);
            // Where no path can go on, the best one goes on with its match cut short.
            if (beam.Count == 0) Offer(paths[0].State, paths[0], null);
        }
        Candidate[] ends = [.. beam];
        beam.Clear();
        foreach (var end in ends)
        {
            var state = end.State;
            state.EndChunk();
            Offer(state, end.Parent, end.Branch);
        }
        Build();
        return paths[0];
    }

    private MeteorPath Initial(MeteorMatches matches)
    {
        var path = Rent();
        path.Start(matches.HypothesisLength, matches.ReferenceLength);
        for (int i = 0; i < matches.ReferenceLength; i++)
            if (matches[i] is [var only] && matches.StandsAlone(only)) path.Take(only);
        return path;
    }

    private void Extend(MeteorPath path, int current, MeteorMatches matches)
    {
        var state = path.State;
        if (path.IsUsed(current))
        {
            if (current >= state.Next)
            {
                // A match fixed from the start; a word that another match covers without starting here ends the path.
                if (path[state.Next] is not { } match) return;
                state.Advance(match);
                state.Distance += match.Distance;
            }
            Offer(state, path, null);
            return;
        }
        foreach (var match in matches[current])
        {
            if (path.Overlaps(match)) continue;
            var branch = state;
            branch.Advance(match);
            Offer(branch, path, match);
            // The Java program charges the distance to the path it branches from: later branches carry it, this one does not.
            state.Distance += match.Distance;
        }
        state.Skip();
        Offer(state, path, null);
    }

    // Keeps the beam sorted; of equals the one that came first stays in front, as under the Java program's stable sort.
    private void Offer(MeteorState state, MeteorPath parent, MeteorMatch? branch)
    {
        int at = beam.Count;
        while (at > 0 && state.CompareTo(beam[at - 1].State) < 0) at--;
        if (at >= beamSize) return;
        if (beam.Count == beamSize) beam.RemoveAt(beamSize - 1);
        beam.Insert(at, new Candidate(state, parent, branch));
    }

    // Turns the beam into paths. A path that goes on by itself keeps its arrays; branches copy them.
    private void Build()
    {
        int parents = paths.Count;
        foreach (var (state, parent, branch) in beam)
        {
            var path = parent;
            if (branch is { } match)
            {
                path = Rent();
                path.CopyFrom(parent);
                path.Take(match);
            }
            path.State = state;
            path.Kept = true;
            paths.Add(path);
        }
        for (int i = 0; i < parents; i++)
            if (!paths[i].Kept) pool.Push(paths[i]);
        paths.RemoveRange(0, parents);
        foreach (var path in paths) path.Kept = false;
        beam.Clear();
    }

    private MeteorPath Rent() => pool.TryPop(out var path) ? path : new MeteorPath();

    private void Recycle()
    {
        foreach (var path in paths) pool.Push(path);
        paths.Clear();
    }
}
