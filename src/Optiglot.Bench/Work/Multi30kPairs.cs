using Optiglot.Text;
using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>Multi30K's English and German, prepared text, as ids of a joint BPE learned on its training set.</summary>
internal static class Multi30kPairs
{
    /// <summary>Set whose sentences are translated.</summary>
    internal const string TestSet = "test_2016_flickr";

    /// <summary>The training pairs' ids, under a joint BPE of so many pieces.</summary>
    /// <exception cref="FileNotFoundException">Multi30K is not there.</exception>
    internal static (int[][] Sources, int[][] Targets) Read(string folder, int vocabulary)
    {
        IReadOnlyList<Example> train = new Multi30kCorpus(folder).Read("train", "en", "de", CorpusForm.Tok, CorpusForm.Tok);
        BpeTokenizer bpe = BpeLearner.Learn(train.SelectMany(example => new[] { example.Source, example.Target! }), vocabulary);
        return ([.. train.Select(example => bpe.Encode(example.Source))], [.. train.Select(example => bpe.Encode(example.Target!))]);
    }

    /// <summary>The test set's source ids under a tokeniser.</summary>
    /// <exception cref="FileNotFoundException">Multi30K is not there.</exception>
    internal static int[][] ReadTest(string folder, ISubwordTokenizer tokenizer) =>
        [.. new Multi30kCorpus(folder).Read(TestSet, "en", null, CorpusForm.Tok, CorpusForm.Tok).Select(example => tokenizer.Encode(example.Source))];
}
