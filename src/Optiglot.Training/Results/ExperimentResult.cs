using System.Text.Json.Serialization;

namespace Optiglot.Training;

/// <summary>What a run of a recipe gave, and everything needed to run it again: the content of <c>results/&lt;recipe&gt;.json</c>.</summary>
public sealed record ExperimentResult
{
    /// <summary>Name of the recipe that was run.</summary>
    public required string Recipe { get; init; }

    /// <summary>The language translated into, as <c>de</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The command that was run.</summary>
    public required string Command { get; init; }

    /// <summary>The commit of Optiglot that ran (see <see cref="GitCommit"/>).</summary>
    public required string Commit { get; init; }

    /// <summary>Hash of the recipe's every value (<see cref="RecipeFile.Hash"/>); null in results of older versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RecipeHash { get; init; }

    /// <summary>Numbers in the network; null where it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Parameters { get; init; }

    /// <summary>Seed of the run's random numbers.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The machine (see <see cref="MachineDescription"/>).</summary>
    public required string Machine { get; init; }

    /// <summary>The day, as <c>2026-11-24</c>.</summary>
    public required string Date { get; init; }

    /// <summary>Minutes of the whole run: pre-training, training and evaluation.</summary>
    public required double Minutes { get; init; }

    /// <summary>Scores by name of the set.</summary>
    public required IReadOnlyDictionary<string, ExperimentScore> Scores { get; init; }

    /// <summary>What the right pictures changed, each with its test; null where nothing was compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PictureEffect>? PictureEffects { get; init; }

    /// <summary>Hidden words, with the right pictures and others; null where none were hidden.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HiddenWordScore>? HiddenWords { get; init; }

    /// <summary>How each stage went: accuracies of pre-training's tasks on held-out pairs, dev BLEU, λ; null where the run's log is not at hand.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StageSummary>? Training { get; init; }

    /// <summary>
    /// Files of hypotheses by name of the set, prepared form (tokenised, lower-cased), one line each; <see cref="ResultFile"/> fills this in.
    /// </summary>
    public IReadOnlyDictionary<string, string> Hypotheses { get; init; } = new Dictionary<string, string>();
}
