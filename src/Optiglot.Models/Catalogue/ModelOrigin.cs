namespace Optiglot.Models;

/// <summary>Where a model comes from.</summary>
/// <param name="Text">For people, one line.</param>
public abstract record ModelOrigin(string Text);
