namespace Optiglot.Translation.Tests;

/// <summary>A translator that writes the sentence backwards, notes what it is given, and can be held up.</summary>
internal sealed class FakeTranslator : ITranslator
{
    private readonly Lock _noting = new();
    private readonly List<(string[] Texts, TranslationOptions Options)> _calls = [];

    /// <summary>Sentences of this text fail.</summary>
    public const string Bad = "bad";

    public TranslatorInfo Info { get; init; } = new("fake", "en", "de", null, new BeamOptions());

    /// <summary>Calls wait here; open unless closed.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>Set when a call waits at the gate or has passed it.</summary>
    public ManualResetEventSlim Entered { get; } = new();

    public bool IsDisposed { get; private set; }

    public bool WasCancelled { get; private set; }

    public IReadOnlyList<(string[] Texts, TranslationOptions Options)> Calls
    {
        get
        {
            lock (_noting) return [.. _calls];
        }
    }

    public IReadOnlyList<TranslationResult> Translate(IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        lock (_noting) _calls.Add(([.. requests.Select(request => request.Text)], options ?? new TranslationOptions()));
        Entered.Set();
        try
        {
            Gate.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            WasCancelled = true;
            throw;
        }

        if (requests.Any(request => request.Text == Bad)) throw new InvalidDataException("this sentence is bad");
        return [.. requests.Select(request => Result(request))];
    }

    public void Dispose() => IsDisposed = true;

    public static string Backwards(string text) => new([.. text.Reverse()]);

    private static TranslationResult Result(TranslationRequest request)
    {
        TranslationCandidate best = new(Backwards(request.Text), Backwards(request.Text), -1, -2);
        return new TranslationResult
        {
            Best = best, NBest = [best], Regions = request.Regions, SourcePieces = request.Text.Length, TargetPieces = 2 * request.Text.Length
        };
    }
}
