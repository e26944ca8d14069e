namespace Optiglot.Studies.Probes;

/// <summary>Gives each wanted word one of the offered ones, as many as can be: two hidden reds need two red words.</summary>
internal static class WordMatching
{
    /// <summary>A largest matching, by augmenting paths (Kuhn, 1955); lines are short.</summary>
    /// <param name="wanted">What each wanted word may be, <c>[wanted]</c>.</param>
    /// <param name="offered">What there is.</param>
    /// <returns>Whether each wanted word has got one, <c>[wanted]</c>; earlier ones come first.</returns>
    public static bool[] Match(IReadOnlyList<IReadOnlyCollection<string>> wanted, IReadOnlyList<string> offered)
    {
        int[] taker = new int[offered.Count];
        Array.Fill(taker, -1);
        bool[] found = new bool[wanted.Count];
        for (int word = 0; word < found.Length; word++) found[word] = Give(word, wanted, offered, taker, new bool[offered.Count]);
        return found;
    }

    private static bool Give(int word, IReadOnlyList<IReadOnlyCollection<string>> wanted, IReadOnlyList<string> offered, int[] taker, bool[] tried)
    {
        for (int place = 0; place < taker.Length; place++)
        {
            if (tried[place] || !wanted[word].Contains(offered[place])) continue;
            tried[place] = true;
            if (taker[place] >= 0 && !Give(taker[place], wanted, offered, taker, tried)) continue;
            taker[place] = word;
            return true;
        }

        return false;
    }
}
