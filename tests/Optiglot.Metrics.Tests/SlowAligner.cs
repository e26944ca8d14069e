namespace Optiglot.Metrics.Tests;

/// <summary>
/// METEOR's alignment search as slowly as the Java program does it: all paths are copied, sorted by a stable sort and cut to the beam.
/// Scores of matches are truncated to whole numbers at every step, non-exact matches weigh a half.
/// </summary>
internal static class SlowAligner
{
    public static MeteorMatch?[] Align(IReadOnlyList<MeteorMatch> matches, int hypothesisLength, int referenceLength, int beam)
    {
        List<Path> paths = [Fixed(matches, hypothesisLength, referenceLength)];
        for (int current = 0; current < referenceLength; current++)
        {
            List<Path> sorted = [.. Sorted(paths).Take(beam)];
            paths = [];
            foreach (var path in sorted)
            {
                if (!path.Reference[current]) Branch(path, current, matches, paths);
                else if (current < path.Next) paths.Add(path);
                else if (path.Matches[path.Next] is { } match)
                {
                    path.Count(match);
                    path.Distance += match.Distance;
                    paths.Add(path);
                }
            }
            if (paths.Count == 0) paths.Add(sorted[0]);
        }
        paths = [.. Sorted(paths).Take(beam)];
        foreach (var path in paths) path.EndChunk();
        return Sorted(paths).First().Matches;
    }

    private static void Branch(Path path, int current, IReadOnlyList<MeteorMatch> matches, List<Path> paths)
    {
        foreach (var match in matches.Where(match => match.Start == current && path.IsFree(match)))
        {
            var branch = path.Copy();
            branch.Take(match);
            branch.Count(match);
            path.Distance += match.Distance; // of the path it leaves: the Java program's way
            paths.Add(branch);
        }
        path.EndChunk();
        path.Next++;
        paths.Add(path);
    }

    // Matches that touch no word of another one are fixed before the search.
    private static Path Fixed(IReadOnlyList<MeteorMatch> matches, int hypothesisLength, int referenceLength)
    {
        var path = new Path(new MeteorMatch?[referenceLength], new bool[hypothesisLength], new bool[referenceLength]);
        foreach (var match in matches)
            if (matches.Count(other => Touches(match.Start, match.Length, other.Start, other.Length)
                || Touches(match.OtherStart, match.OtherLength, other.OtherStart, other.OtherLength)) == 1)
                path.Take(match);
        return path;
    }

    private static bool Touches(int start, int length, int otherStart, int otherLength) => start < otherStart + otherLength && otherStart < start + length;

    private static IEnumerable<Path> Sorted(IEnumerable<Path> paths) => paths.OrderByDescending(path => path.Hypothesized + path.Referenced)
        .ThenBy(path => path.Chunks).ThenBy(path => path.Distance);

    private sealed class Path(MeteorMatch?[] matches, bool[] hypothesis, bool[] reference)
    {
        public int Hypothesized, Referenced, Chunks, Distance, Next, LastEnd = -1;

        public MeteorMatch?[] Matches => matches;

        public bool[] Reference => reference;

        public Path Copy() => new([.. matches], [.. hypothesis], [.. reference])
        {
            Hypothesized = Hypothesized, Referenced = Referenced, Chunks = Chunks, Distance = Distance, Next = Next, LastEnd = LastEnd,
        };

        public bool IsFree(MeteorMatch match) =>
            !reference[match.Start..(match.Start + match.Length)].Contains(true) && !hypothesis[match.OtherStart..(match.OtherStart + match.OtherLength)]
                .Contains(true);

        public void Take(MeteorMatch match)
        {
            matches[match.Start] = match;
            Array.Fill(reference, true, match.Start, match.Length);
            Array.Fill(hypothesis, true, match.OtherStart, match.OtherLength);
        }

        public void Count(MeteorMatch match)
        {
            double weight = match.Exact ? 1 : 0.5;
            Hypothesized = (int)(Hypothesized + match.OtherLength * weight);
            Referenced = (int)(Referenced + match.Length * weight);
            if (LastEnd != -1 && match.OtherStart != LastEnd) Chunks++;
            (Next, LastEnd) = (match.Start + match.Length, match.OtherStart + match.OtherLength);
        }

        public void EndChunk()
        {
            if (LastEnd != -1) Chunks++;
            LastEnd = -1;
        }
    }
}
