namespace Optiglot.Training;

/// <summary>How the text of a translation set stands in its files.</summary>
public enum CorpusForm
{
    /// <summary>As people write: the recipe's text section prepares it.</summary>
    Raw,

    /// <summary>Prepared already (lower-cased, normalised, tokenised): taken as it is. What published BLEU on Multi30K was scored on.</summary>
    Tok,
}
