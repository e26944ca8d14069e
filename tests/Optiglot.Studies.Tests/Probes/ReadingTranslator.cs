using Optiglot.Text;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Studies.Tests.Probes;

/// <summary>A translator that reads hidden colours off the picture's name, as <c>rot-7.jpg</c>, and says "farblos" without one.</summary>
internal sealed class ReadingTranslator : ITranslator
{
    public TranslatorInfo Info { get; } = new("reader", "en", "de",
        new DetectorInfo { Name = "eye", Sha256 = "00", FeatureWidth = 1, ClassNames = ["thing"], AttributeNames = [] }, new BeamOptions());

    public IReadOnlyList<TranslationResult> Translate(IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null,
        CancellationToken cancellation = default) =>
        [.. requests.Select(request =>
            Result(request.Text.Replace(HiddenWords.Marker.ToString(), request.Picture?.Split('-')[0] ?? "farblos", StringComparison.Ordinal)))];

    public void Dispose()
    {
    }

    private static TranslationResult Result(string text)
    {
        TranslationCandidate best = new(text, text, 0, 0);
        return new TranslationResult { Best = best, NBest = [best] };
    }
}
