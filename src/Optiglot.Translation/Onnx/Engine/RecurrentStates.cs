namespace Optiglot.Translation;

/// <summary>States of a decoder's recurrences from step to step, a row a hypothesis.</summary>
internal sealed class RecurrentStates
{
    private readonly (OnnxBuffer State, OnnxBuffer New, int Width)[] _kept;
    private readonly int _beam;

    /// <summary>Finds the graph's recurrences.</summary>
    /// <param name="graph">The decoder's graph.</param>
    /// <param name="beam">Hypotheses a sentence.</param>
    public RecurrentStates(OnnxGraphSession graph, int beam)
    {
        _beam = beam;
        _kept = [.. Enumerable.Range(0, int.MaxValue).TakeWhile(number => graph.Has(StepNames.State(number)))
            .Select(number => (graph[StepNames.State(number)], graph[StepNames.NewState(number)], graph.Dimension(StepNames.State(number), 2)))];
    }

    /// <summary>Keeps what the step just run made.</summary>
    public void Append()
    {
        foreach (var (state, fresh, _) in _kept) fresh.Floats.CopyTo(state.Floats);
    }

    /// <summary>
    /// Keeps what a first step with one hypothesis a sentence made, for all of them; <paramref name="reshape"/> gives the graph the shapes of the beam again.
    /// </summary>
    public void AppendFirst(Action reshape)
    {
        float[][] first = [.. _kept.Select(each => each.New.Floats.ToArray())];
        reshape();
        foreach (var ((state, _, width), rows) in _kept.Zip(first))
        {
            for (int row = 0; row < state.Floats.Length / width; row++) rows.AsSpan(row / _beam * width, width).CopyTo(state.Floats[(row * width)..]);
        }
    }

    /// <summary>Gives each hypothesis the state of another of the same sentence.</summary>
    /// <param name="beams">Which old hypothesis each new one continues, <c>[sentences, beam]</c>.</param>
    public void Reorder(ReadOnlySpan<long> beams)
    {
        foreach (var (state, _, width) in _kept)
        {
            float[] old = state.Floats.ToArray();
            for (int row = 0; row < beams.Length; row++)
            {
                int from = (int)((row / _beam * _beam) + beams[row]);
                old.AsSpan(from * width, width).CopyTo(state.Floats[(row * width)..]);
            }
        }
    }
}
