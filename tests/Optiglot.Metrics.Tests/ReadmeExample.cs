namespace Optiglot.Metrics.Tests;

/// <summary>The code of the package's README; <see cref="ReadmeTests"/> keeps the two the same.</summary>
internal static class ReadmeExample
{
    public static (MetricScore Sentence, Func<string, string[], CorpusResult> Score) Run(TextWriter Console)
    {
        // README
        string[] hypotheses = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."];
        string[][] references =
        [
            ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
            ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
        ];

        Console.WriteLine(new Bleu().Score(hypotheses, references));
        // BLEU|nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0 = 48.53 82.4/50.0/45.5/37.5 (BP = 0.943 ratio = 0.944 hyp_len = 17 ref_len = 18)
        Console.WriteLine(new Chrf().Score(hypotheses, references));
        // chrF2|nrefs:2|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0 = 59.73

        // One sentence: let BLEU leave out the orders that it is too short for.
        MetricScore sentence = new Bleu(new BleuOptions { EffectiveOrder = true }).ScoreSentence(hypotheses[0], references[0][0]);

        // Does a system differ from a baseline by more than chance?
        NamedSystem[] systems = [new("baseline", hypotheses), new("new", references[0])];
        foreach (MetricComparison metric in PairedTest.Run([new Bleu(), new Ter()], systems, references))
            foreach (SystemComparison system in metric.Systems)
                Console.WriteLine($"{metric.Metric} {system.System}: {system.Score:F2} p = {system.PValue}");

        // Files of any size, gzip or not, in one pass on all cores, with memory for a few thousand lines.
        CorpusResult Score(string hypothesisFile, string[] referenceFiles) => CorpusScorer.Run(
            new CorpusRequest([new Bleu(), new Chrf(ChrfOptions.PlusPlus)])
            {
                OnSegment = (line, scores) => Console.WriteLine($"{line + 1}: {scores[0]:F2} {scores[1]:F2}")
            },
            SegmentReader.Read(hypothesisFile, referenceFiles));
        // README
        return (sentence, Score);
    }
}
