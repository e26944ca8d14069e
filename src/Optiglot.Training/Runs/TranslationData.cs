using Optiglot.Networks;
using Optiglot.Text;
using Optiglot.Translation;

namespace Optiglot.Training;

/// <summary>A translation set ready for training: prepared texts, ids, lengths, and references of the dev set.</summary>
internal sealed class TranslationData
{
    private readonly Example[] kept;
    private readonly string[] sources;
    private readonly string[] targets;
    private readonly HiddenSources? hidden;

    /// <summary>Prepares a set.</summary>
    /// <param name="recipe">How.</param>
    /// <param name="train">Training pairs.</param>
    /// <param name="dev">Pairs that choose a model.</param>
    /// <param name="texts">Tokenisers.</param>
    /// <param name="pictures">Regions; null: none.</param>
    /// <param name="hidden">Opens a split's hidden words; null: none are hidden.</param>
    /// <param name="cancellation">Ends it.</param>
    internal TranslationData(Recipe recipe, IReadOnlyList<Example> train, IReadOnlyList<Example> dev, RunTexts texts, PictureSource? pictures,
        Func<string, HiddenSources>? hidden = null, CancellationToken cancellation = default)
    {
        (Texts, Pictures) = (texts, pictures);
        this.hidden = hidden?.Invoke(recipe.Data.Train);
        // A set with every such word hidden is chosen by what it does without them.
        if (hidden is not null && this.hidden!.Always && hidden(recipe.Data.Dev) is { } sight)
            dev = [.. dev.Select(example => example with { Source = sight.Text(example, 0) })];
        EncodedExample[] all = InOrder.Map(train, example => Encode(example, texts), cancellation);
        int[] fitting = [.. Enumerable.Range(0, all.Length)
            .Where(i => CorpusEncoder.IsTrainable(all[i], recipe.Data.MaxSourcePieces, recipe.Data.MaxTargetPieces))];
        Train = [.. fitting.Select(i => all[i])];
        LeftOut = LeftOut.Count(all, Train);
        kept = [.. fitting.Select(i => train[i])];
        sources = InOrder.Map(kept, example => texts.PrepareSource(example.Source), cancellation);
        targets = InOrder.Map(kept, example => texts.PrepareTarget(example.Target ?? ""), cancellation);
        Dev = InOrder.Map(dev, example => Encode(example, texts), cancellation);
        DevReferences = [.. dev.Select(example => texts.PrepareTarget(example.Target ?? ""))];
        Lengths = InOrder.Map(Train, Measure, cancellation);
    }

    internal RunTexts Texts { get; }

    internal PictureSource? Pictures { get; }

    /// <summary>Training pairs.</summary>
    internal EncodedExample[] Train { get; }

    /// <summary>Training pairs there were besides.</summary>
    internal LeftOut LeftOut { get; }

    /// <summary>Positions of each training pair.</summary>
    internal ExampleLength[] Lengths { get; }

    /// <summary>Dev sources.</summary>
    internal EncodedExample[] Dev { get; }

    /// <summary>Dev targets, prepared.</summary>
    internal string[] DevReferences { get; }

    /// <summary>An example's source, its regions read from the store.</summary>
    internal SourceExample Source(EncodedExample example) => Pictures?.Example(example.Source, example.Picture) ?? new SourceExample(example.Source);

    /// <summary>A training pair's source as it is shown in an epoch: words hidden, merges left out at random.</summary>
    internal SourceExample Shown(int index, int epoch, RandomStream? random = null, double dropout = 0) =>
        Source(Train[index] with { Source = ShownIds(index, epoch, random, dropout) });

    /// <summary>The ids of <see cref="Shown"/>.</summary>
    internal int[] ShownIds(int index, int epoch, RandomStream? random = null, double dropout = 0)
    {
        string shown = hidden?.Text(kept[index], epoch) ?? kept[index].Source;
        if (ReferenceEquals(shown, kept[index].Source)) return Ids(Texts.Source, sources[index], Train[index].Source, random, dropout);
        string text = Texts.PrepareSource(shown);
        return random is null || dropout <= 0 ? Texts.Source.Encode(text) : Ids(Texts.Source, text, [], random, dropout);
    }

    /// <summary>Target ids of a training pair with merges left out at random.</summary>
    internal int[] TargetIds(int index, RandomStream? random, double dropout) => Ids(Texts.Target, targets[index], Train[index].Target, random, dropout);

    /// <summary>How batches are laid out.</summary>
    internal SourceLayout Layout(Recipe recipe, ModelOptions model) =>
        SourceLayout.For(model, Texts.Source, Pictures?.Detector, MostRegions(recipe));

    /// <summary>How batches are laid out for an encoder alone, which is pre-trained.</summary>
    internal SourceLayout Layout(Recipe recipe, EncoderOptions encoder) => SourceLayout.For(encoder, Texts.Source, MostRegions(recipe));

    /// <summary>A key of all that is learned from and chosen by: texts as they are shown, their ids, pictures and how many regions these have.</summary>
    internal string Key()
    {
        ContentKey key = new ContentKey().Add<ExampleLength>(Lengths);
        for (int i = 0; i < Train.Length; i++)
            key.Add(sources[i]).Add(targets[i]).Add(hidden?.Text(kept[i], 0) ?? "").Add<int>(Train[i].Source).Add<int>(Train[i].Target)
                .Add(Train[i].Picture ?? "");
        for (int i = 0; i < Dev.Length; i++) key.Add<int>(Dev[i].Source).Add(Dev[i].Picture ?? "").Add(DevReferences[i]);
        return key.ToString();
    }

    private static int MostRegions(Recipe recipe) => recipe.Data.Pictures?.MaxRegions ?? 100;

    private static int[] Ids(ISubwordTokenizer tokenizer, string text, int[] plain, RandomStream? random, double dropout)
    {
        if (random is null || dropout <= 0 || tokenizer is not BpeTokenizer bpe) return plain;
        return bpe.Encode(text, new Random(unchecked((int)random.NextUInt64())), dropout);
    }

    private static EncodedExample Encode(Example example, RunTexts texts) => new(
        texts.Source.Encode(texts.PrepareSource(example.Source)), texts.Target.Encode(texts.PrepareTarget(example.Target ?? "")), example.Picture);

    private ExampleLength Measure(EncodedExample example)
    {
        (int tags, int regions) = Pictures?.Size(example.Picture) ?? (0, 0);
        return new ExampleLength(example.Source.Length + 2 + (tags > 0 ? tags + 1 : 0) + regions, example.Target.Length + 1);
    }
}
