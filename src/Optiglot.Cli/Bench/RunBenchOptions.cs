using System.CommandLine;
using Optiglot.Bench;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>The options of benchmarks that make whole training runs.</summary>
/// <param name="defaultSize">The default network.</param>
internal sealed class RunBenchOptions(string defaultSize)
{
    private readonly Option<string> size = new("--size")
    {
        Description = $"The network: {string.Join(", ", BenchSizes.TranslationNames)} (docs/performance.md has their sizes)", HelpName = "NAME",
        DefaultValueFactory = _ => defaultSize,
    };

    private readonly Option<Precision> precision = new("--precision")
    {
        Description = "Number format (default: training's on this machine)", DefaultValueFactory = _ => ComputeType.Fastest(TorchSharp.torch.CPU)
    };
    private readonly Option<int> tokens = new("--batch-tokens") { Description = "Target positions a batch", HelpName = "N", DefaultValueFactory = _ => 4096 };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[size, precision, tokens]) command.Add(option);
    }

    /// <summary>The network's name.</summary>
    public string Size(ParseResult parse) => parse.GetRequiredValue(size);

    /// <summary>Whether it is the size for tests.</summary>
    public bool IsTiny(ParseResult parse) => Size(parse) == BenchSizes.Tiny;

    /// <summary>The run.</summary>
    public RunJob Job(ParseResult parse)
    {
        var model = BenchSizes.Translation(Size(parse), 0.1);
        return new RunJob
        {
            Model = new ModelSection { Encoder = model.Encoder, Decoder = model.Decoder },
            Precision = parse.GetValue(precision),
            BatchTokens = IsTiny(parse) ? 256 : parse.GetValue(tokens),
            Vocabulary = model.Decoder.VocabularySize,
        };
    }
}
