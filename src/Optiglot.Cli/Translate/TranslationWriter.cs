using System.Text.Json;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>Writes translations: a line each, n-best lists as Moses writes them, or a JSON object a line.</summary>
/// <param name="output">Where they go.</param>
/// <param name="json">JSON objects in place of text.</param>
/// <param name="nBest">Candidates a sentence; above 1 each is written with its sentence's number and score.</param>
/// <param name="tokenized">Text as the model wrote it, in place of natural text.</param>
/// <param name="before">Sentences that were written before, where this goes on.</param>
internal sealed class TranslationWriter(TextWriter output, bool json, int nBest, bool tokenized, int before = 0)
{
    /// <summary>Sentences written, with those of before.</summary>
    public int Written { get; private set; } = before;

    /// <summary>Writes what came out of one sentence.</summary>
    public void Write(TranslationRequest request, TranslationResult result)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(AsObject(request, result), JsonOutput.OneLine));
        else if (nBest == 1) output.WriteLine(Text(result.Best));
        else foreach (TranslationCandidate candidate in result.NBest)
            output.WriteLine(FormattableString.Invariant($"{Written} ||| {Text(candidate)} ||| {candidate.Score:0.0000}"));
        output.Flush();
        Written++;
    }

    private string Text(TranslationCandidate candidate) => tokenized ? candidate.Tokenized : candidate.Text;

    private Dictionary<string, object?> AsObject(TranslationRequest request, TranslationResult result)
    {
        Dictionary<string, object?> entry = new()
        {
            ["source"] = request.Text, ["translation"] = result.Text, ["tokenized"] = result.Tokenized, ["score"] = Math.Round(result.Score, 4),
            ["image"] = request.Picture, ["regions"] = result.Regions?.Count ?? 0,
        };
        if (nBest > 1) entry["nbest"] = result.NBest.Select(candidate => new { candidate.Text, candidate.Tokenized, Score = Math.Round(candidate.Score, 4) });
        if (result.Notes.Count > 0) entry["notes"] = result.Notes;
        return entry;
    }
}
