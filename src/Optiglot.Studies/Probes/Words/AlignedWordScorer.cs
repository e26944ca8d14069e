using Optiglot.Metrics;

namespace Optiglot.Studies.Probes;

/// <summary>
/// A hidden word is right if the translation has the stem of the reference's word for it, which is told by word alignment of source and reference. Words
/// without an aligned one are left out.
/// </summary>
/// <param name="aligner">The alignment, source to target.</param>
/// <param name="stemmer">Stems of the target language.</param>
public sealed class AlignedWordScorer(WordAligner aligner, WordStemmer stemmer) : IHiddenWordScorer
{
    /// <inheritdoc/>
    public string Signature => "stem of the aligned reference word (Snowball; IBM model 1 with a diagonal prior, both directions), each counted once";

    /// <inheritdoc/>
    public bool?[] Score(string[] source, IReadOnlyList<int> positions, string[] reference, string[] hypothesis)
    {
        int[] aligned = aligner.Align(source, reference);
        string[][] wanted = [.. positions.Select(position => aligned[position] < 0 ? [] : (string[])[stemmer.Stem(reference[aligned[position]])])];
        bool[] found = WordMatching.Match(wanted, [.. hypothesis.Select(stemmer.Stem)]);
        return [.. found.Select((right, word) => wanted[word].Length == 0 ? (bool?)null : right)];
    }
}
