using Optiglot.Training;

namespace Optiglot.Studies.Probes;

/// <summary>A source whose picture decides between two translations.</summary>
/// <param name="Source">The source.</param>
/// <param name="Correct">The translation that fits the picture.</param>
/// <param name="Incorrect">One that would fit another picture.</param>
/// <param name="Picture">The picture's file name.</param>
public sealed record ContrastivePair(string Source, string Correct, string Incorrect, string Picture)
{
    private const string Origin =
        "It is part of CoMMuTE (https://github.com/MatthieuFP/CoMMuTE): give a folder such as en-de, with src.en, correct.de, incorrect.de and img.order, "
        + "line by line.";

    /// <summary>
    /// Reads a folder as CoMMuTE lays it out (Futeral et al., "Tackling ambiguity with images: improved multimodal machine translation and contrastive
    /// evaluation", 2023): <c>src.SOURCE</c>, <c>correct.TARGET</c>, <c>incorrect.TARGET</c> and <c>img.order</c>, which has a picture's file name a line.
    /// </summary>
    /// <param name="folder">The folder of one language pair.</param>
    /// <param name="source">Code of the source language.</param>
    /// <param name="target">Code of the target language.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">Line counts differ, or a line has no picture.</exception>
    public static IReadOnlyList<ContrastivePair> Read(string folder, string source, string target)
    {
        string sources = Path.Combine(folder, "src." + source), pictures = Path.Combine(folder, "img.order");
        IReadOnlyList<Example> right = ParallelCorpus.Read(sources, Path.Combine(folder, "correct." + target), pictures, Origin);
        IReadOnlyList<Example> wrong = ParallelCorpus.Read(sources, Path.Combine(folder, "incorrect." + target), null, Origin);
        return [.. right.Select((example, line) => new ContrastivePair(
            example.Source, example.Target!, wrong[line].Target!,
            example.Picture ?? throw new InvalidDataException($"{pictures}:{line + 1}: names no picture; each line needs one")))];
    }
}
