namespace Optiglot.Translation;

/// <summary>
/// What one step offers every hypothesis of the batch: its best next pieces and the end piece, as log-probabilities. A row is one hypothesis, <c>sentence · beam + hypothesis</c>.
/// The buffers are made once a search and reused at every step.
/// </summary>
/// <param name="rows">Hypotheses of the batch at its start.</param>
/// <param name="width">Best pieces kept of a row, end piece apart: as many as a sentence's beam can take from it.</param>
/// <param name="excluded">Pieces never offered in any row.</param>
/// <param name="end">The end piece.</param>
internal sealed class StepScores(int rows, int width, int[] excluded, int end)
{
    private readonly List<int>?[] _banned = new List<int>?[rows];

    /// <summary>Best pieces kept of a row.</summary>
    public int Width { get; } = width;

    /// <summary>The end piece.</summary>
    public int End { get; } = end;

    /// <summary>Pieces never offered in any row.</summary>
    public int[] Excluded { get; } = excluded;

    /// <summary>Whether a row is a living hypothesis; others are not scored.</summary>
    public bool[] Alive { get; } = new bool[rows];

    /// <summary>Pieces found in each row, <c>[rows]</c>.</summary>
    public int[] Counts { get; } = new int[rows];

    /// <summary>The pieces, best first, <c>[rows, width]</c>.</summary>
    public int[] Tokens { get; } = new int[rows * width];

    /// <summary>Their logits, <c>[rows, width]</c>.</summary>
    public float[] Logits { get; } = new float[rows * width];

    /// <summary>The end piece's logit, <c>[rows]</c>.</summary>
    public float[] EndLogits { get; } = new float[rows];

    /// <summary>What turns a logit into a log-probability by subtraction, <c>[rows]</c>.</summary>
    public double[] Normalizers { get; } = new double[rows];

    /// <summary>The list of pieces not offered in this row at this step, for the caller to fill.</summary>
    public List<int> BanList(int row) => _banned[row] ??= [];

    /// <summary>Pieces not offered in this row at this step.</summary>
    public ReadOnlySpan<int> Banned(int row) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_banned[row]);

    /// <summary>The log-probability of the end piece in a row.</summary>
    public double EndLogProbability(int row) => EndLogits[row] - Normalizers[row];

    /// <summary>The log-probability of a row's piece, by rank.</summary>
    public double LogProbability(int row, int rank) => Logits[row * Width + rank] - Normalizers[row];

    /// <summary>Stops a search whose model has gone wrong.</summary>
    /// <exception cref="InvalidDataException">The row's normaliser is not a number.</exception>
    public void CheckNumbers(int row)
    {
        if (!double.IsFinite(Normalizers[row]))
            throw new InvalidDataException("the model's scores are not numbers (NaN or infinity): its weights are damaged or its training diverged; use an earlier checkpoint");
    }
}
