namespace Optiglot.Modeling;

/// <summary>
/// Which row of each earlier step a hypothesis of a search comes from. A reordered beam changes these numbers alone; keys and values stay where they are.
/// </summary>
internal sealed class BeamHistory
{
    private readonly List<int[]> steps = [];

    /// <summary>Rows of each step, by the rows of now.</summary>
    internal IReadOnlyList<int[]> Steps => steps;

    /// <summary>A step begins: each row is its own.</summary>
    internal void Append(int rows) => steps.Add([.. Enumerable.Range(0, rows)]);

    /// <summary>Hypotheses go on from others, or leave.</summary>
    /// <param name="rows">Which old row each new one continues.</param>
    internal void Select(ReadOnlySpan<long> rows)
    {
        for (int step = 0; step < steps.Count; step++)
        {
            int[] old = steps[step], fresh = new int[rows.Length];
            for (int row = 0; row < rows.Length; row++) fresh[row] = old[rows[row]];
            steps[step] = fresh;
        }
    }
}
