namespace Optiglot.Studies.Probes;

/// <summary>Says which hidden words of a line a translation has got right.</summary>
public interface IHiddenWordScorer
{
    /// <summary>How it decides, in one line for reports.</summary>
    string Signature { get; }

    /// <summary>Looks at one line.</summary>
    /// <param name="source">The source's words, tokenised and lower-cased, <c>[source]</c>.</param>
    /// <param name="positions">Which of them were hidden, <c>[hidden]</c>.</param>
    /// <param name="reference">The reference's words, tokenised and lower-cased.</param>
    /// <param name="hypothesis">The translation's words, tokenised and lower-cased.</param>
    /// <returns>Right or wrong for each hidden word, <c>[hidden]</c>; null where the scorer cannot tell whatever the translation says.</returns>
    bool?[] Score(string[] source, IReadOnlyList<int> positions, string[] reference, string[] hypothesis);
}
