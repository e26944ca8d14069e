using System.Diagnostics;

namespace Optiglot.Translation;

/// <summary>Sentences of one caller that wait for a batch, or are in one.</summary>
/// <param name="requests">The sentences, at most a batch.</param>
/// <param name="options">How they are translated: only equals share a batch.</param>
/// <param name="cancellation">Cancelled when the caller has left.</param>
internal sealed class PendingTranslation(IReadOnlyList<TranslationRequest> requests, TranslationOptions options, CancellationToken cancellation)
{
    // Whoever waits goes on on a thread of the pool, not on the one that translates.
    private readonly TaskCompletionSource<IReadOnlyList<TranslationResult>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<TranslationRequest> Requests => requests;

    public TranslationOptions Options => options;

    /// <summary>Cancelled when the caller has left.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>When it began to wait.</summary>
    public long Since { get; } = Stopwatch.GetTimestamp();

    /// <summary>The trace it belongs to.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    /// <summary>The results, or why there are none.</summary>
    public Task<IReadOnlyList<TranslationResult>> Results => _completion.Task;

    public void Succeed(IReadOnlyList<TranslationResult> results) => _completion.TrySetResult(results);

    public void Fail(Exception error)
    {
        if (error is OperationCanceledException && cancellation.IsCancellationRequested) Leave();
        else _completion.TrySetException(error);
    }

    public void Leave() => _completion.TrySetCanceled(cancellation);
}
