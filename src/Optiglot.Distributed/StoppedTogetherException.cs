namespace Optiglot.Distributed;

/// <summary>A rank was told to stop, and all have agreed to: each has what it did saved and throws this, so that nobody waits for another.</summary>
public sealed class StoppedTogetherException() : OperationCanceledException("all ranks stop: one of them was told to");
