namespace Optiglot.Metrics;

/// <summary>
/// Words that keep the full stop behind them (Moses's list format: a word a line, <c>#NUMERIC_ONLY#</c> behind those that keep it only before a number).
/// </summary>
internal sealed class NonbreakingPrefixes
{
    private readonly HashSet<string> always = [], beforeNumbers = [];

    public NonbreakingPrefixes(string file)
    {
        foreach (string line in SegmentReader.ReadLines(file))
        {
            string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0 || fields[0].StartsWith('#')) continue;
            // A later line for the same word replaces an earlier one.
            bool numeric = fields.Length > 1 && fields[1] == "#NUMERIC_ONLY#";
            (numeric ? beforeNumbers : always).Add(fields[0]);
            (numeric ? always : beforeNumbers).Remove(fields[0]);
        }
    }

    public bool KeepsAlways(string word) => always.Contains(word);

    public bool KeepsBeforeNumbers(string word) => beforeNumbers.Contains(word);
}
