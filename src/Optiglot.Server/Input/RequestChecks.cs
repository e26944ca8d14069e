using Microsoft.AspNetCore.Http;

namespace Optiglot.Server;

/// <summary>Refuses what goes beyond the limits, or does not fit together.</summary>
/// <param name="limits">The limits.</param>
internal sealed class RequestChecks(ServerLimits limits)
{
    // A page of terms; each is looked for in each sentence.
    private const int Terms = 500;

    /// <summary>Gives the call back, if there is nothing to refuse.</summary>
    /// <exception cref="RequestException">A limit is passed, or a sentence names a picture that is not there.</exception>
    public TranslateCall Check(TranslateCall call)
    {
        Require(call.Sentences.Count > 0, "there is no sentence; send one at least");
        Require(call.Sentences.Count <= limits.Sentences,
            $"{call.Sentences.Count} sentences are more than a request may have ({limits.Sentences}); send several requests");
        Require(call.Beam is null or >= 1 && !(call.Beam > limits.Beam), $"`beam` {call.Beam} must be from 1 to {limits.Beam}");
        Require(call.NBest >= 1 && call.NBest <= (call.Beam ?? limits.Beam), $"`n_best` {call.NBest} must be from 1 to the beam, {call.Beam ?? limits.Beam}");
        Require(call.Glossary.Count <= Terms, $"{call.Glossary.Count} terms are more than a `glossary` may have ({Terms}); send those of these sentences");
        Require(
            call.Glossary.All(term => !string.IsNullOrWhiteSpace(term.Key) && !string.IsNullOrWhiteSpace(term.Value)),
            "a term of the `glossary` or its translation is empty; leave it out");
        for (int i = 0; i < call.Sentences.Count; i++) Check(call.Sentences[i], i + 1, call.Pictures);
        Check(call.Pictures);
        return call;
    }

    /// <summary>Gives the call back, if there is nothing to refuse.</summary>
    /// <exception cref="RequestException">A limit is passed.</exception>
    public DetectCall Check(DetectCall call)
    {
        Require(call.Pictures.Count > 0, "there is no picture; send one at least");
        Check(call.Pictures);
        return call;
    }

    private void Check(Sentence sentence, int number, IReadOnlyDictionary<string, PictureFile> pictures)
    {
        Require(sentence.Text.Length <= limits.Characters,
            $"sentence {number} has {sentence.Text.Length} characters, more than {limits.Characters}; send it as several sentences");
        int words = sentence.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        Require(words <= limits.Words, $"sentence {number} has {words} words, more than {limits.Words}; send it as several sentences");
        Require(sentence.Picture is null || pictures.ContainsKey(sentence.Picture),
            $"sentence {number} names the picture `{sentence.Picture}`, which is not among the request's");
    }

    private void Check(IReadOnlyDictionary<string, PictureFile> pictures)
    {
        Require(pictures.Count <= limits.Pictures, $"{pictures.Count} pictures are more than a request may have ({limits.Pictures}); send several requests");
        foreach (var (name, picture) in pictures)
            Require(picture.Data is null != (picture.Url is null), $"picture `{name}` needs either `data`, the file in Base64, or `url`");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new RequestException(StatusCodes.Status400BadRequest, otherwise);
    }
}
