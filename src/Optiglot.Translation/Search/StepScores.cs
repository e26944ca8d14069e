namespace Optiglot.Translation;

/// <summary>
/// What one step offers every hypothesis of the batch: its best next pieces and the end piece, as log-probabilities. A row is one hypothesis, <c>sentence ·
/// beam + hypothesis</c>. The buffers are made once a search and reused at every step.
/// </summary>
public sealed class StepScores
{
    private readonly List<int>?[] _banned, _asked;
    private readonly float[]?[] _askedLogits;

    /// <summary>Makes the buffers.</summary>
    /// <param name="rows">Hypotheses of the batch at its start.</param>
    /// <param name="width">Best pieces kept of a row, end piece apart: as many as a sentence's beam can take from it.</param>
    /// <param name="excluded">Pieces never offered in any row.</param>
    /// <param name="end">The end piece.</param>
    internal StepScores(int rows, int width, int[] excluded, int end)
    {
        (Width, Excluded, End) = (width, excluded, end);
        _banned = new List<int>?[rows];
        _asked = new List<int>?[rows];
        _askedLogits = new float[]?[rows];
        Alive = new bool[rows];
        Counts = new int[rows];
        Tokens = new int[rows * width];
        Logits = new float[rows * width];
        EndLogits = new float[rows];
        Normalizers = new double[rows];
        WantedLogits = new float[rows];
    }

    /// <summary>How rows are handed out to the cores: an engine whose threads wait actively does it on these.</summary>
    internal Action<int, Action<int>> Loop { get; set; } = (rows, body) => Parallel.For(0, rows, body);

    /// <summary>Best pieces kept of a row.</summary>
    internal int Width { get; }

    /// <summary>The end piece.</summary>
    internal int End { get; }

    /// <summary>Pieces never offered in any row.</summary>
    internal int[] Excluded { get; }

    /// <summary>Whether a row is a living hypothesis; others are not scored.</summary>
    internal bool[] Alive { get; }

    /// <summary>Pieces found in each row, <c>[rows]</c>.</summary>
    internal int[] Counts { get; }

    /// <summary>The pieces, best first, <c>[rows, width]</c>.</summary>
    internal int[] Tokens { get; }

    /// <summary>Their logits, <c>[rows, width]</c>.</summary>
    internal float[] Logits { get; }

    /// <summary>The end piece's logit, <c>[rows]</c>.</summary>
    internal float[] EndLogits { get; }

    /// <summary>What turns a logit into a log-probability by subtraction, <c>[rows]</c>.</summary>
    internal double[] Normalizers { get; }

    /// <summary>A piece of each row whose score is asked for whether it is among the best or not, <c>[rows]</c>; null: none is.</summary>
    internal int[]? Wanted { get; init; }

    /// <summary>The wanted pieces' logits, <c>[rows]</c>.</summary>
    internal float[] WantedLogits { get; }

    /// <summary>The log-probability of a row's wanted piece.</summary>
    internal double WantedLogProbability(int row) => WantedLogits[row] - Normalizers[row];

    /// <summary>
    /// The list of pieces of this row whose scores are asked for whether they are among the best or not, for the caller to fill before each step.
    /// </summary>
    internal List<int> AskList(int row) => _asked[row] ??= [];

    /// <summary>Pieces of this row that are asked for.</summary>
    internal ReadOnlySpan<int> Asked(int row) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_asked[row]);

    /// <summary>Room for the logits of the pieces that are asked for.</summary>
    internal Span<float> AskedLogits(int row)
    {
        int count = _asked[row]?.Count ?? 0;
        if (count > (_askedLogits[row]?.Length ?? 0)) _askedLogits[row] = new float[Math.Max(count, 8)];
        return _askedLogits[row].AsSpan(0, count);
    }

    /// <summary>The log-probability of a piece that was asked for, by its place in the list.</summary>
    internal double AskedLogProbability(int row, int place) => _askedLogits[row]![place] - Normalizers[row];

    /// <summary>The list of pieces not offered in this row at this step, for the caller to fill.</summary>
    internal List<int> BanList(int row) => _banned[row] ??= [];

    /// <summary>Pieces not offered in this row at this step.</summary>
    internal ReadOnlySpan<int> Banned(int row) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_banned[row]);

    /// <summary>The log-probability of the end piece in a row.</summary>
    internal double EndLogProbability(int row) => EndLogits[row] - Normalizers[row];

    /// <summary>The log-probability of a row's piece, by rank.</summary>
    internal double LogProbability(int row, int rank) => Logits[row * Width + rank] - Normalizers[row];

    /// <summary>Finds the best pieces of the living rows, for engines whose logits lie in memory.</summary>
    /// <param name="logits">Scores of all pieces, <c>[rows, vocabulary]</c>.</param>
    /// <param name="vocabulary">Target pieces.</param>
    /// <param name="apart">Distance of the rows they are for: 1, or the beam where there are scores for the first hypothesis of each sentence alone.</param>
    /// <exception cref="InvalidDataException">A row's scores are not numbers.</exception>
    public void Read(ReadOnlySpan<float> logits, int vocabulary, int apart = 1) => LogitReader.Read(logits, vocabulary, apart, this);

    /// <summary>Stops a search whose model has gone wrong.</summary>
    /// <exception cref="InvalidDataException">The row's normaliser is not a number.</exception>
    internal void CheckNumbers(int row)
    {
        if (!double.IsFinite(Normalizers[row]))
            throw new InvalidDataException(
                "the model's scores are not numbers (NaN or infinity): its weights are damaged or its training diverged; use an earlier checkpoint");
    }
}
