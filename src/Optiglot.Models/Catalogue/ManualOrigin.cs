namespace Optiglot.Models;

/// <summary>No fixed place offers it.</summary>
/// <param name="How">How to come by it, as an order ("export it …"); <c>{0}</c> stands for the model's folder.</param>
public sealed record ManualOrigin(string How) : ModelOrigin("no public home: `models get` tells how to come by it");
