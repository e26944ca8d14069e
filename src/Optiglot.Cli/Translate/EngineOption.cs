using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>The options that say what computes, in which number format, and how many at a time.</summary>
internal sealed class EngineOption
{
    private readonly Option<TranslationEngine?> engine = new("--engine")
    {
        Description = "What computes: torch, or onnx on exported graphs (default: onnx where the folder has its graphs, else torch)"
    };
    private readonly Option<TranslationPrecision?> precision =
        new("--precision") { Description = "Number format: fp32, bf16 (torch; pays on processors made for it) or int8 (onnx) (default: fp32)" };
    private readonly Option<int?> workers =
        new(
        "--workers") { Description =
        "Batches translated at a time, on the same weights (onnx; default: one a core, for a sentence alone one that has all cores)", HelpName = "N" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(engine);
        command.Add(precision);
        command.Add(workers);
    }

    /// <summary>What was asked for.</summary>
    public EngineChoice Read(ParseResult parse) => new(parse.GetValue(engine), parse.GetValue(precision), parse.GetValue(workers));
}
