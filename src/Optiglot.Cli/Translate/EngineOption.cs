using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>The options that say what computes, and in which number format.</summary>
internal sealed class EngineOption
{
    private readonly Option<TranslationEngine?> engine = new("--engine") { Description = "What computes: torch, or onnx on exported graphs (default: onnx where the folder has its graphs, else torch)" };
    private readonly Option<TranslationPrecision?> precision = new("--precision") { Description = "Number format: fp32, bf16 (torch; pays on processors made for it) or int8 (onnx) (default: fp32)" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(engine);
        command.Add(precision);
    }

    /// <summary>What was asked for.</summary>
    public EngineChoice Read(ParseResult parse) => new(parse.GetValue(engine), parse.GetValue(precision));
}
