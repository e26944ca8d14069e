using System.Text.Json;
using System.Text.Json.Serialization;
using Optiglot.Distributed;
using Optiglot.Metrics;
using Optiglot.Translation;

namespace Optiglot.Training;

/// <summary>
/// Translates a test set with right, wrong or no pictures and scores it (the incongruent-picture test: Elliott, "Adversarial evaluation of multimodal machine
/// translation", 2018).
/// </summary>
/// <param name="translator">The model.</param>
/// <param name="options">How to search.</param>
/// <param name="hasPicture">Whether a picture can be seen, by its file name; null: none can.</param>
/// <param name="seed">Seed of the wrong pictures.</param>
/// <param name="lowerCase">Whether the model writes lower-case only: its natural text is then scored without case, and the signature says so.</param>
/// <param name="meteor">METEOR of the target language (<see cref="Meteor.ExactAndStem"/>); null: none is computed.</param>
/// <param name="ranks">Processes with the same model that share the lines out, and all get all of the results; null: this one alone.</param>
public sealed class SetEvaluator(ITranslator translator, TranslationOptions options, Func<string, bool>? hasPicture, ulong seed, bool lowerCase = false,
    Meteor? meteor = null, ICommunicator? ranks = null)
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static readonly Bleu AsPapers = new(BleuOptions.MultiBleu);

    private readonly Bleu asSacreBleu = new(new BleuOptions { LowerCase = lowerCase });

    /// <summary>
    /// Scores a set: all its lines with each choice of pictures, and where several choices are asked for, its lines with pictures by themselves.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<SetScore> Score(EvaluationSet set, IReadOnlyList<PictureChoice> choices, CancellationToken cancellation = default)
    {
        int[] pictured = Pictured(set);
        if (pictured.Length == 0) choices = [PictureChoice.Right];
        List<SetScore> scores = [];
        foreach (PictureChoice choice in choices)
        {
            IReadOnlyList<TranslationResult> results = Translate(set, PictureOrder.Of(choice, seed), cancellation);
            scores.Add(Row(set, choice, onlyPictured: false, [.. Enumerable.Range(0, results.Count)], results));
            if (choices.Count > 1) scores.Add(Row(set, choice, onlyPictured: true, pictured, results));
        }

        return scores;
    }

    /// <summary>The lines whose picture the model can see.</summary>
    public int[] Pictured(EvaluationSet set) => hasPicture is null || !translator.Info.SeesPictures
        ? []
        : [.. Enumerable.Range(0, set.Sources.Count).Where(line => set.Sources[line].Picture is { } picture && hasPicture(picture))];

    /// <summary>Translates all lines of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="order">With which pictures.</param>
    /// <param name="cancellation">Ends it within one step of the search.</param>
    /// <exception cref="InvalidDataException">The order needs other pictures, and there is one picture only.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<TranslationResult> Translate(EvaluationSet set, PictureOrder order, CancellationToken cancellation = default)
    {
        string?[] pictures = order.Pictures(set, Pictured(set));
        TranslationRequest[] requests = [.. set.Sources.Select((example, line) => new TranslationRequest(example.Source, pictures[line]))];
        return ranks is null or { Count: 1 } ? translator.Translate(requests, options, cancellation) : Together(ranks, requests, cancellation);
    }

    // Every Nth line a rank; of what it finds, the texts are sent.
    private TranslationResult[] Together(ICommunicator ranks, TranslationRequest[] requests, CancellationToken cancellation)
    {
        TranslationRequest[] share = [.. requests.Where((_, line) => line % ranks.Count == ranks.Rank)];
        TranslationCandidate[] own = [.. translator.Translate(share, options, cancellation).Select(found => found.Best)];
        TranslationCandidate[][] all =
            [.. ranks.GatherText(JsonSerializer.Serialize(own, Json)).Select(text => JsonSerializer.Deserialize<TranslationCandidate[]>(text, Json)!)];
        return [.. requests.Select((_, line) => all[line % ranks.Count][line / ranks.Count])
            .Select(best => new TranslationResult { Best = best, NBest = [best] })];
    }

    private SetScore Row(EvaluationSet set, PictureChoice choice, bool onlyPictured, int[] lines, IReadOnlyList<TranslationResult> results)
    {
        string[] hypotheses = [.. lines.Select(line => results[line].Tokenized.ToLowerInvariant())],
            translations = [.. lines.Select(line => results[line].Text)];
        string[] references = [.. lines.Select(line => set.Tokenized[line])];
        return new SetScore(set.Name, choice, onlyPictured, lines, AsPapers.Score(hypotheses, references),
            asSacreBleu.Score(translations, [.. lines.Select(line => set.Natural[line])]), meteor?.Score(hypotheses, references), hypotheses, translations);
    }
}
