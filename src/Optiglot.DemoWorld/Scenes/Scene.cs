namespace Optiglot.DemoWorld;

/// <summary>One picture of the world: its plan, its caption and where everything lies.</summary>
/// <param name="PictureName">File name of the picture: "test-0007.png".</param>
/// <param name="Plan">What it shows.</param>
/// <param name="Caption">Its sentence in three languages.</param>
/// <param name="Objects">What is drawn, in drawing order.</param>
/// <param name="BackgroundSeed">Seed of the background's details.</param>
public sealed record Scene(string PictureName, ScenePlan Plan, Caption Caption, IReadOnlyList<PlacedObject> Objects, ulong BackgroundSeed);
