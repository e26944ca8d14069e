namespace Optiglot.Training;

/// <summary>
/// Compares recipes by what they say, not by their letters: a recipe that an earlier version wrote lacks the keys that came later, and says of them what
/// today's defaults do.
/// </summary>
internal static class RecipeDifference
{
    /// <summary>The first value in which two recipes that <see cref="RecipeWriter"/> wrote differ, in words; null where they say the same.</summary>
    /// <param name="old">Of some version.</param>
    /// <param name="fresh">Of this one.</param>
    internal static string? Of(string old, string fresh)
    {
        if (old == fresh) return null;
        try
        {
            old = RecipeWriter.Write(RecipeFile.Parse(old, TrainingRun.RecipeFile));
        }
        catch (InvalidDataException error)
        {
            return $"what it was begun with cannot be read: {error.Message.TrimEnd('.')}";
        }

        // Where the data lies is no part of what is said: a project may be moved.
        (string Key, string Value)[] before = [.. Values(old).Where(IsSaid)], now = [.. Values(fresh).Where(IsSaid)];
        int at = Enumerable.Range(0, Math.Max(before.Length, now.Length)).FirstOrDefault(i => Pair(before, i) != Pair(now, i), -1);
        if (at < 0) return null;
        ((string key, string value), (string otherKey, string other)) = (Pair(before, at), Pair(now, at));
        return key == otherKey ? $"{key} was {value}, now {other}" : $"{(key.Length > 0 ? key : otherKey)} is in one of them only";
    }

    private static bool IsSaid((string Key, string Value) pair) => pair.Key != "data.root";

    private static (string Key, string Value) Pair((string, string)[] values, int at) => at < values.Length ? values[at] : ("", "");

    // The writer's lines are `key: value`, a section's further in than its own key, the first of a list's item with a dash.
    private static IEnumerable<(string Key, string Value)> Values(string text)
    {
        Stack<(int Indent, string Key)> path = [];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string words = line.TrimStart(' ', '-').TrimEnd();
            int indent = line.Length - line.TrimStart(' ', '-').Length, colon = words.IndexOf(':', StringComparison.Ordinal);
            while (path.TryPeek(out (int Indent, string Key) above) && above.Indent >= indent) path.Pop();
            path.Push((indent, words[..colon]));
            yield return (string.Join('.', path.Reverse().Select(part => part.Key)), words[(colon + 1)..].Trim());
        }
    }
}
