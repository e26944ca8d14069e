using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>Which engine translates faster with a model on this machine.</summary>
internal static class EngineCheck
{
    private const string Name = "engine";

    /// <summary>One finding, <c>engine</c>: measured where it was not measured before.</summary>
    public static Finding Run(string model, CancellationToken cancel)
    {
        try
        {
            ModelFolder folder = ModelFolder.Open(model, ModelParts.None);
            if (folder.Config.WeightsSha256 is null) return new(Name, FindingLevel.Ok, $"{model}: onnx, the only one this folder is for");
            if (folder.Config.Onnx?.Float32 is null)
                return new(Name, FindingLevel.Note, $"{model}: torch, since the folder has no graphs in 32 bits",
                    $"./optiglot export --model {model} --onnx makes them");
            EngineSpeeds speeds = EngineSpeeds.Find(folder) ?? EngineSpeeds.Measure(folder, cancel);
            string faster = speeds.Faster.ToString().ToLowerInvariant();
            string rates = FormattableString.Invariant($"onnx {speeds.Onnx} sentences/s, torch {speeds.Torch}");
            string how = $"{EngineSpeeds.Sentences} sentences, 32 bits, {speeds.Date}";
            string detail = $"{model}: {faster} is faster ({rates}; {how}); commands take it by themselves; kept in {EngineSpeeds.FilePath}";
            return new(Name, FindingLevel.Ok, detail, Values: new Dictionary<string,
                object> { ["faster"] = faster, ["onnx_per_second"] = speeds.Onnx, ["torch_per_second"] = speeds.Torch });
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return new(Name, FindingLevel.Failure, $"{model}: cannot be measured", ErrorLine.Describe(error));
        }
    }
}
