using System.Text;

namespace Optiglot.Training;

/// <summary>
/// Lets each caption of a picture through once, and none that is held out. Two captions are the same if their letters and digits are: collections print the
/// same caption with other spaces and stops.
/// </summary>
internal sealed class CaptionFilter
{
    private readonly HashSet<string> sentences = new(StringComparer.Ordinal);
    private readonly HashSet<string> pictures = new(StringComparer.Ordinal);
    private readonly HashSet<(string? Picture, string Text)> seen = [];

    /// <summary>Keeps a set's sentences out, and if asked its pictures with all their captions.</summary>
    internal void HoldOut(IEnumerable<Example> set, bool pictures)
    {
        foreach (Example example in set)
        {
            sentences.Add(Key(example.Source));
            if (pictures && example.Picture is not null) this.pictures.Add(example.Picture);
        }
    }

    /// <summary>Whether a caption is to be learned from.</summary>
    internal bool Accepts(Example caption)
    {
        string key = Key(caption.Source);
        return !sentences.Contains(key) && (caption.Picture is null || !pictures.Contains(caption.Picture)) && seen.Add((caption.Picture, key));
    }

    private static string Key(string text)
    {
        StringBuilder key = new(text.Length);
        foreach (char letter in text)
            if (char.IsLetterOrDigit(letter)) key.Append(char.ToLowerInvariant(letter));
        return key.ToString();
    }
}
