using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>A model ready to translate, with what it sees pictures with; disposing frees all of it.</summary>
/// <param name="Folder">Where it came from.</param>
/// <param name="Translator">Translates.</param>
/// <param name="Store">The region store, if any.</param>
/// <param name="Detector">The detector, if any.</param>
internal sealed record OpenedModel(ModelFolder Folder, ITranslator Translator, RegionStore? Store, IRegionDetector? Detector) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Translator.Dispose();
        Detector?.Dispose();
        Store?.Dispose();
    }
}
