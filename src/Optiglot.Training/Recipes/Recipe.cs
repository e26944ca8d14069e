using System.ComponentModel.DataAnnotations;
using Optiglot.Translation;

namespace Optiglot.Training;

/// <summary>
/// One experiment: everything that decides its numbers. Read by <see cref="RecipeFile"/> from commented YAML; every default says where it comes from.
/// </summary>
public sealed record Recipe
{
    /// <summary>Name of the run and of its results: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    [RegularExpression("[A-Za-z0-9][A-Za-z0-9_.-]*", ErrorMessage = "is no name: letters, digits, '-', '_' and '.' only")]
    public string Name { get; init; } = "";

    /// <summary>Code of the language that is translated from.</summary>
    public string Source { get; init; } = "en";

    /// <summary>Code of the language that is translated into.</summary>
    public string Target { get; init; } = "de";

    /// <summary>The run's one seed: every random stream derives from it by name.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Which sentences and pictures.</summary>
    public DataSection Data { get; init; } = new();

    /// <summary>How text becomes pieces.</summary>
    public TextSection Text { get; init; } = new();

    /// <summary>The network: its family, sizes and kinds.</summary>
    public ModelSection Model { get; init; } = new();

    /// <summary>Vision-language pre-training of the encoder (Algorithm 1, steps 2 and 4).</summary>
    public PretrainSections Pretrain { get; init; } = new();

    /// <summary>
    /// Training in one stage, all parameters from the start (Table 6, "End2End", and text-only transformers). Not together with the two stages.
    /// </summary>
    public StageSection? EndToEnd { get; init; }

    /// <summary>Stage 1: the encoder is frozen (Algorithm 1, step 5).</summary>
    public StageSection? Stage1 { get; init; }

    /// <summary>Stage 2: all parameters, from the best checkpoint of stage 1 (Algorithm 1, step 6).</summary>
    public StageSection? Stage2 { get; init; }

    /// <summary>Beam search; the defaults are documented there.</summary>
    public BeamOptions Search { get; init; } = new();

    /// <summary>What is scored at the end.</summary>
    public EvaluateSection Evaluate { get; init; } = new();

    /// <summary>Full paths of the keys that its files and the command line wrote, as <c>model.encoder.width</c>: the others have their defaults.</summary>
    internal IReadOnlySet<string> Written { get; init; } = new HashSet<string>();

    /// <summary>The training stages in their order.</summary>
    public IReadOnlyList<RecipeStage> Stages() =>
    [
        .. EndToEnd is null ? Array.Empty<RecipeStage>() : [new("end_to_end", EndToEnd, EncoderFrozen: false)],
        .. Stage1 is null ? Array.Empty<RecipeStage>() : [new("stage1", Stage1, EncoderFrozen: true)],
        .. Stage2 is null ? Array.Empty<RecipeStage>() : [new("stage2", Stage2, EncoderFrozen: false)],
    ];
}
