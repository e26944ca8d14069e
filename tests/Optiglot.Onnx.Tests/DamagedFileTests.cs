using Optiglot.Testing;

namespace Optiglot.Onnx.Tests;

/// <summary>Damaged graphs are taken or told in one line; whoever reads the file puts its name before it.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-onnx-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Graphs()
    {
        OnnxGraphBuilder graph = new("small", "for tests");
        string x = graph.Input("x", OnnxType.Single, "rows", "2"), w = graph.Weight("w", OnnxType.Single, [3, 2], () => new byte[24]);
        graph.NodeAs("y", "Gemm", [x, w], OnnxAttribute.Of("transB", 1));
        graph.NodeAs("s", "Softmax", [graph.Node("Mul", ["y", graph.Scalar(0.25f)])], OnnxAttribute.Of("axis", -1));
        graph.Output("s", OnnxType.Single, "rows", "3");
        string path = Path.Combine(folder, "sound.onnx");
        OnnxFile.Write(path, graph);
        int refused = Mutations.AssertToldOrTaken(Path.Combine(folder, "a.onnx"), new Mutations(seed: 1).Of(File.ReadAllBytes(path), 5000), file =>
        {
            try
            {
                OnnxGraph read = OnnxGraph.Read(File.ReadAllBytes(file));
                foreach (OnnxTensor tensor in read.Weights.Values) Assert.True(tensor.Size >= 0);
                foreach (OnnxNode node in read.Nodes) Assert.NotNull(node.Operator);
            }
            catch (InvalidDataException error)
            {
                throw new InvalidDataException($"{file}: {error.Message}", error);
            }
        });
        Assert.InRange(refused, 500, 5000);
    }
}
