namespace Optiglot.Training;

/// <summary>Where a translation set comes from.</summary>
public enum CorpusKind
{
    /// <summary>Multi30K in the layout of its own repository (<c>task1/raw</c>, <c>task1/tok</c>, <c>task1/image_splits</c>).</summary>
    Multi30k,

    /// <summary>Line-parallel files of one's own, named under <c>files</c>.</summary>
    Files,
}
