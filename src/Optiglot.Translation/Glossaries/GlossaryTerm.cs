namespace Optiglot.Translation;

/// <summary>A term and the translation it must have.</summary>
/// <param name="Source">The term, as it stands in sentences; all in lower case it is found with a capital too.</param>
/// <param name="Target">Its translation, exactly as it is to be written: one form, whatever the sentence around it asks for.</param>
public sealed record GlossaryTerm(string Source, string Target);
