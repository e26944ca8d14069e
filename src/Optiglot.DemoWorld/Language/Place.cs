namespace Optiglot.DemoWorld;

/// <summary>Where a scene is set; the background is drawn for it.</summary>
/// <param name="Name">"beach": the name of the background.</param>
/// <param name="English">"on the beach".</param>
/// <param name="German">"am Strand".</param>
/// <param name="French">"sur la plage".</param>
public sealed record Place(string Name, string English, string German, string French);
