using System.CommandLine;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>Writes a model in a form that other runtimes read.</summary>
internal sealed class ExportCommand : CliCommand
{
    private readonly Option<string> model = new("--model", "-m") { Description = "Model folder, or the folder of a run", HelpName = "DIR", Required = true };
    private readonly Option<bool> onnx = new("--onnx") { Description = "As ONNX graphs of encoder and decoder step, for ONNX Runtime" };
    private readonly Option<bool> int8 =
        new("--int8") { Description = "With weights of 8 bits: a quarter of the size; translations may differ from those in 32 bits" };
    private readonly StarterOptions starter = new();
    private readonly Option<string?> output = new("--out", "-o")
    {
        Description = "New folder to serve from, with graphs in place of weights (default: the graphs are added to the model folder)", HelpName = "DIR"
    };

    /// <summary>Builds the command.</summary>
    public ExportCommand() : base(
        "export", "Writes a model as ONNX graphs, to translate without libtorch, or as a starter, to commit",
        "export --model runs/flickr8k-en-de --onnx", "export --model runs/flickr8k-en-de --onnx --int8 --out served/flickr8k-en-de",
        "export --model runs/flickr8k-en-de --starter models/en-de --results results/flickr8k-en-de.json --probes results/pictures.json")
    {
        foreach (Option option in (Option[])[model, onnx, int8, output]) Add(option);
        starter.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        if (starter.Folder(parse) is { } small) return starter.Write(parse.GetRequiredValue(model), small, parse, context);
        if (!parse.GetValue(onnx)) throw new ArgumentException("say what to export the model as: --onnx, or --starter DIR");
        bool eight = parse.GetValue(int8);
        ModelFolder written = OnnxExport.Write(parse.GetRequiredValue(model), eight ? OnnxPrecision.Int8 : OnnxPrecision.Fp32, parse.GetValue(output));
        OnnxFiles files = (eight ? written.Config.Onnx?.Int8 : written.Config.Onnx?.Float32)!;
        string[] paths = [Path.Combine(written.FolderPath, files.Encoder), Path.Combine(written.FolderPath, files.Decoder)];
        if (context.Json) context.WriteJson(new { folder = written.FolderPath, files = paths.Select(path => new { path, bytes = new FileInfo(path).Length }) });
        else foreach (string path in paths)
            context.Output.WriteLine(FormattableString.Invariant($"written: {path} ({new FileInfo(path).Length / 1e6:0.0} MB)"));
        return ExitCode.Success;
    }
}
