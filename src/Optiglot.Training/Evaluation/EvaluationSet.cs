namespace Optiglot.Training;

/// <summary>A test set as it is scored.</summary>
public sealed record EvaluationSet
{
    /// <summary>The set's name in results and tables.</summary>
    public required string Name { get; init; }

    /// <summary>Raw sources with their pictures.</summary>
    public required IReadOnlyList<Example> Sources { get; init; }

    /// <summary>References, lower-cased and tokenised: for BLEU as papers report it.</summary>
    public required IReadOnlyList<string> Tokenized { get; init; }

    /// <summary>References as people write: for BLEU that can be compared across tools.</summary>
    public required IReadOnlyList<string> Natural { get; init; }

    /// <summary>Some of its lines, in the order given.</summary>
    public EvaluationSet Take(IReadOnlyList<int> lines) => this with
    {
        Sources = [.. lines.Select(line => Sources[line])], Tokenized = [.. lines.Select(line => Tokenized[line])],
        Natural = [.. lines.Select(line => Natural[line])],
    };

    /// <summary>Several sets as one, whose name is theirs joined by <c>+</c>.</summary>
    public static EvaluationSet Join(IReadOnlyList<EvaluationSet> sets) => new()
    {
        Name = string.Join('+', sets.Select(set => set.Name)),
        Sources = [.. sets.SelectMany(set => set.Sources)],
        Tokenized = [.. sets.SelectMany(set => set.Tokenized)],
        Natural = [.. sets.SelectMany(set => set.Natural)],
    };

    /// <summary>Reads a split of a recipe's translation set.</summary>
    /// <exception cref="InvalidDataException">There is no such split, or it has no references.</exception>
    public static EvaluationSet Read(Recipe recipe, RecipeData data, string name)
    {
        if (recipe.Data.Set == CorpusKind.Multi30k)
        {
            EvaluationSet Whole(string split) => Multi30k(new Multi30kCorpus(data.Resolve(recipe.Data.Folder)), split, recipe.Source, recipe.Target);
            return recipe.Data.HeldOut.ContainsKey(name) ? Whole(recipe.Data.Train)
                .Take([.. data.Split(name).Select(example => example.Line)]) with { Name = name } : Whole(name);
        }

        IReadOnlyList<Example> examples = data.Split(name);
        Text.TextPreparer preparer = new(recipe.Text.Target.Options(recipe.Target) with { LowerCase = true });
        string[] targets = [.. examples.Select(
            example => example.Target ?? throw new InvalidDataException($"data.files.{name}: has no target file, so nothing can be scored; name one."))];
        return new EvaluationSet { Name = name, Sources = examples, Natural = targets, Tokenized = [.. targets.Select(preparer.Prepare)] };
    }

    /// <summary>Reads a set of Multi30K: raw sources, published tokenised references and raw ones.</summary>
    public static EvaluationSet Multi30k(Multi30kCorpus corpus, string name, string source, string target)
    {
        IReadOnlyList<Example> raw = corpus.Read(name, source, target, CorpusForm.Raw, CorpusForm.Raw);
        IReadOnlyList<Example> tokenized = corpus.Read(name, source, target, CorpusForm.Raw, CorpusForm.Tok);
        return new EvaluationSet
        {
            Name = name, Sources = raw, Natural = [.. raw.Select(example => example.Target!)], Tokenized = [.. tokenized.Select(example => example.Target!)]
        };
    }
}
