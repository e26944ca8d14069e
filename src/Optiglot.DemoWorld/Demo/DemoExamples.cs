using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.DemoWorld;

/// <summary>Picks scenes that show something and translates them again with attention.</summary>
internal static class DemoExamples
{
    /// <summary>Scenes of the test set: each ambiguous noun in turn, those first whose colour is hidden too. They are picked by what they ask, not by how
    /// well they went.</summary>
    public static IReadOnlyList<int> Pick(IReadOnlyList<Scene> scenes, string language, int count)
    {
        var byNoun = Enumerable.Range(0, scenes.Count)
            .Where(i => scenes[i].Plan.Ambiguous.Noun.IsAmbiguousIn(language))
            .GroupBy(i => scenes[i].Plan.Ambiguous.Noun)
            .Select(g => g.OrderByDescending(i => scenes[i].Plan.Plain.ColourIsHidden).ThenBy(i => i).ToList())
            .ToList();
        var picked = new List<int>();
        for (int round = 0; picked.Count < count && byNoun.Any(g => g.Count > round); round++)
            picked.AddRange(byNoun.Where(g => g.Count > round).Select(g => g[round]));
        return [.. picked.Take(count)];
    }

    /// <summary>The detector's boxes with their names.</summary>
    public static IReadOnlyList<DemoRegion> Regions(RegionSet regions, DetectorInfo detector) =>
    [
        .. Enumerable.Range(0, regions.Count).Select(r => new DemoRegion(
            $"{detector.AttributeName(regions.AttributeIds[r])} {detector.ClassName(regions.ClassIds[r])}",
            regions.Boxes[4 * r], regions.Boxes[4 * r + 1], regions.Boxes[4 * r + 2], regions.Boxes[4 * r + 3])),
    ];

    /// <summary>Where the translator looks, for each scene.</summary>
    public static IReadOnlyList<IReadOnlyList<AttendedWord>> Attend(ITranslator translator, IReadOnlyList<Scene> scenes, BeamOptions search)
    {
        var requests = scenes.Select(s => new TranslationRequest(s.Caption.English, s.PictureName)).ToList();
        var results = translator.Translate(requests, new TranslationOptions { Search = search with { Attention = true } });
        return [.. results.Select(r => r.Attention is null ? [] : WordAttention.Of(r.Attention))];
    }
}
