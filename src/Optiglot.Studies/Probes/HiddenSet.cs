using Optiglot.Text;
using Optiglot.Training;

namespace Optiglot.Studies.Probes;

/// <summary>Lines with pictures, some words of whose sources are hidden.</summary>
public sealed record HiddenSet
{
    /// <summary>The lines that have a hidden word: sources with markers, and their references.</summary>
    public required EvaluationSet Set { get; init; }

    /// <summary>Their sources in full, tokenised and lower-cased, <c>[lines][words]</c>.</summary>
    public required IReadOnlyList<string[]> Words { get; init; }

    /// <summary>Which of these words are hidden, <c>[lines][hidden]</c>.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Positions { get; init; }

    /// <summary>Words that were meant but not found in the raw text, and so can be read; they are not scored.</summary>
    public required int NotFound { get; init; }

    /// <summary>Hides words of a set.</summary>
    /// <param name="set">The set, sources raw.</param>
    /// <param name="tokenized">Its sources tokenised and lower-cased, line by line.</param>
    /// <param name="positions">Which words of each line to hide, <c>[lines][words]</c>.</param>
    /// <exception cref="InvalidDataException">The lists are not equally long, or a line has no such word.</exception>
    public static HiddenSet Create(EvaluationSet set, IReadOnlyList<string> tokenized, IReadOnlyList<int[]> positions)
    {
        if (tokenized.Count != set.Sources.Count || positions.Count != set.Sources.Count)
            throw new InvalidDataException(
                $"{set.Name}: {set.Sources.Count} lines, but {tokenized.Count} tokenised ones and positions of {positions.Count}; they must correspond "
                    + $"line by line");
        HiddenText[] texts = [.. Enumerable.Range(0, positions.Count).Select(line => Hide(set, line, tokenized[line], positions[line]))];
        int[] kept = [.. Enumerable.Range(0, texts.Length).Where(line => texts[line].Hidden.Count > 0)];
        EvaluationSet taken = set.Take(kept);
        return new HiddenSet
        {
            Set = taken with { Sources = [.. kept.Select((line, i) => taken.Sources[i] with { Source = texts[line].Text })] },
            Words = [.. kept.Select(line => tokenized[line].Split(' '))],
            Positions = [.. kept.Select(line => texts[line].Hidden)],
            NotFound = texts.Sum(text => text.Missing.Count),
        };
    }

    /// <summary>Some of its lines.</summary>
    public HiddenSet Take(IReadOnlyList<int> lines) =>
        this with { Set = Set.Take(lines), Words = [.. lines.Select(line => Words[line])], Positions = [.. lines.Select(line => Positions[line])] };

    /// <summary>Several as one.</summary>
    public static HiddenSet Join(IReadOnlyList<HiddenSet> sets) => new()
    {
        Set = EvaluationSet.Join([.. sets.Select(each => each.Set)]),
        Words = [.. sets.SelectMany(each => each.Words)],
        Positions = [.. sets.SelectMany(each => each.Positions)],
        NotFound = sets.Sum(each => each.NotFound),
    };

    private static HiddenText Hide(EvaluationSet set, int line, string tokenized, int[] positions)
    {
        try
        {
            return HiddenWords.HideRaw(set.Sources[line].Source, tokenized, positions);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InvalidDataException(
                $"{set.Name}, line {line + 1}: has no word {positions.Max()} to hide; the positions are of another text, or lines are missing");
        }
    }
}
