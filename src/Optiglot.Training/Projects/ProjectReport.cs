namespace Optiglot.Training;

/// <summary>What became of somebody's pairs.</summary>
/// <param name="Recipe">Path of the recipe that was written.</param>
/// <param name="Read">Pairs that were read.</param>
/// <param name="Train">Pairs to train on.</param>
/// <param name="Dev">Pairs that choose the model.</param>
/// <param name="Test">Pairs that measure it.</param>
/// <param name="Pictures">Pictures that are named.</param>
/// <param name="MissingPictures">Those that are not there.</param>
/// <param name="Model">What is trained, for people.</param>
/// <param name="Findings">What was found in the files.</param>
public sealed record ProjectReport(
    string Recipe, int Read, int Train, int Dev, int Test, int Pictures, IReadOnlyList<string> MissingPictures, string Model,
        IReadOnlyList<PairFinding> Findings);
