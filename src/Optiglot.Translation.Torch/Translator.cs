using Optiglot.Modeling;

namespace Optiglot.Translation;

/// <summary>Translates with a model in libtorch. Callers take turns, a batch each.</summary>
public sealed class Translator : ModelTranslator
{
    private readonly TranslationModel _model;

    /// <summary>Puts a translator together; it owns the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="description">Languages, tokenisers and detector, as the model was trained.</param>
    /// <param name="pictures">Finds the regions of pictures; null where requests bring their regions or none.</param>
    public Translator(TranslationModel model, ModelDescription description, PictureLookup? pictures = null)
        : base(new BatchDecoder(model, new SourceBatcher(description.LayoutFor(model.Options)), description.TargetPiecesFor(model.Options)), description,
            pictures) => _model = model;

    /// <summary>Opens a model folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="settings">Device, precision, and what pictures are seen with; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">The folder or a file of it is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed, or store and detector are not the model's.</exception>
    public static Translator Open(string path, TranslatorSettings? settings = null) => Open(ModelFolder.Open(path), settings);

    /// <summary>Opens a model folder that was looked at before.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="settings">Device, precision, and what pictures are seen with; null for the defaults.</param>
    /// <exception cref="InvalidDataException">Store and detector are not the model's.</exception>
    public static Translator Open(ModelFolder folder, TranslatorSettings? settings = null)
    {
        settings ??= new TranslatorSettings();
        var pictures = settings.LookupFor(folder.Config);
        var description = folder.Describe();
        return new Translator(folder.LoadModel(settings.ComputeType, settings.Device), description, pictures);
    }

    /// <inheritdoc/>
    protected override void Free() => _model.Dispose();
}
