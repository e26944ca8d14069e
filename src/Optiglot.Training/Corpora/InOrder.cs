using System.Runtime.ExceptionServices;

namespace Optiglot.Training;

/// <summary>Work on all cores whose results come in the order of what they are made of.</summary>
internal static class InOrder
{
    /// <summary>Makes them; an error is thrown as it is, without the others that other cores may have had.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static TResult[] Map<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> make, CancellationToken cancellation = default)
    {
        try
        {
            return [.. items.AsParallel().AsOrdered().WithCancellation(cancellation).Select(make)];
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
            throw;
        }
    }
}
