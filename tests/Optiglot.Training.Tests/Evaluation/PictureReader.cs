using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Training.Tests;

/// <summary>A translator whose ambiguous word is right only with the right picture: the picture <c>7.jpg</c> says what line 7 is about.</summary>
internal sealed class PictureReader : ITranslator
{
    public TranslatorInfo Info { get; } = new("reader", "en", "de",
        new DetectorInfo { Name = "eye", Sha256 = "00", FeatureWidth = 1, ClassNames = ["thing"], AttributeNames = [] }, new BeamOptions());

    public static string Sentence(string picture) => $"Das Ding auf dem Tisch ist Nummer {picture} von allen .";

    public IReadOnlyList<TranslationResult> Translate(IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null,
        CancellationToken cancellation = default) =>
        [.. requests.Select(request => Result(Sentence(request.Picture?.Replace(".jpg", "", StringComparison.Ordinal) ?? "unbekannt")))];

    public void Dispose()
    {
    }

    private static TranslationResult Result(string text)
    {
        var best = new TranslationCandidate(text, text, 0, 0);
        return new TranslationResult { Best = best, NBest = [best] };
    }
}
