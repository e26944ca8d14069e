namespace Optiglot.Cli;

/// <summary>An interrupt that the work did not notice in time: it goes on in the background until the process ends.</summary>
/// <param name="cancel">The interrupt.</param>
internal sealed class AbandonedException(CancellationToken cancel) : OperationCanceledException(cancel);
