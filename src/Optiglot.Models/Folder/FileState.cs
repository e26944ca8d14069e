namespace Optiglot.Models;

/// <summary>How one file of a model stands.</summary>
/// <param name="Path">Where it is, or would be.</param>
/// <param name="State">Whether it is there and right.</param>
/// <param name="Fault">What is wrong with it; null where nothing is.</param>
public sealed record FileState(string Path, ModelState State, string? Fault);
