namespace Optiglot.Translation;

/// <summary>Scores translations that are given. Every <see cref="ModelTranslator"/> can.</summary>
public interface ITargetScorer
{
    /// <summary>Scores a translation of each request.</summary>
    /// <param name="requests">Sources, with their pictures where they have any.</param>
    /// <param name="targets">A translation of each, as people write it, <c>[requests]</c>.</param>
    /// <param name="options">Batches and pictures; null for the defaults. The search has no part in it.</param>
    /// <param name="cancellation">Ends it within one step of the decoder.</param>
    /// <returns>Scores in the order of the requests.</returns>
    /// <exception cref="ArgumentException">The lists are not equally long; or a source is empty or would be split, or a target is longer than the model
    /// writes.</exception>
    /// <exception cref="FileNotFoundException">A picture is missing, and <see cref="TranslationOptions.AllowMissingPictures"/> is off.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IReadOnlyList<TargetScore> Score(IReadOnlyList<TranslationRequest> requests, IReadOnlyList<string> targets, TranslationOptions? options = null,
        CancellationToken cancellation = default);
}
