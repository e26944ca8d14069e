using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Onnx.Tests;

public sealed class OnnxFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("optiglot-onnx-").FullName;

    private string At(string name) => Path.Combine(_folder, name);

    private static byte[] Bytes(params ReadOnlySpan<float> numbers) => MemoryMarshal.AsBytes(numbers).ToArray();

    /// <summary>y = x W^T + b, then its last column as z; and the softmax of y over rows' places.</summary>
    private static OnnxGraphBuilder Graph()
    {
        var graph = new OnnxGraphBuilder("small", "for tests");
        string x = graph.Input("x", OnnxType.Single, "rows", "2");
        string w = graph.Weight("w", OnnxType.Single, [3, 2], () => Bytes(1, 2, 3, 4, 5, 6)),
            b = graph.Weight("b", OnnxType.Single, [3], () => Bytes(0.5f, 0, -0.5f));
        string y = graph.NodeAs("y", "Gemm", [x, w, b], OnnxAttribute.Of("transB", 1));
        graph.NodeAs("z", "Slice", [y, graph.Constant(-1), graph.Constant(long.MaxValue), graph.Constant(1)]);
        graph.NodeAs("s", "Softmax", [graph.Node("Mul", [y, graph.Scalar(0.25f)])], OnnxAttribute.Of("axis", -1));
        graph.Output("y", OnnxType.Single, "rows", "3");
        graph.Output("z", OnnxType.Single, "rows", "1");
        graph.Output("s", OnnxType.Single, "rows", "3");
        return graph;
    }

    [Fact]
    public void OnnxRuntimeComputesWhatWasBuilt()
    {
        OnnxFile.Write(At("small.onnx"), Graph());
        using var session = new InferenceSession(At("small.onnx"));
        Assert.Equal(["y", "z", "s"], session.OutputMetadata.Keys);
        Assert.Equal([-1, 3], session.OutputMetadata["y"].Dimensions);
        Assert.Equal("rows", session.InputMetadata["x"].SymbolicDimensions[0]);
        using var x = OrtValue.CreateTensorValueFromMemory((float[])[1, 0, 0, 1], [2, 2]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["x"], [x], ["y", "z", "s"]);
        Assert.Equal([1.5f, 3, 4.5f, 2.5f, 4, 5.5f], results[0].GetTensorDataAsSpan<float>().ToArray());
        Assert.Equal([4.5f, 5.5f], results[1].GetTensorDataAsSpan<float>().ToArray());
        Assert.Equal(2, results[2].GetTensorDataAsSpan<float>().ToArray().Sum(), 1e-5);
    }

    [Fact]
    public void WhatWasBuiltIsReadBack()
    {
        OnnxFile.Write(At("small.onnx"), Graph());
        OnnxGraph graph = OnnxGraph.Read(File.ReadAllBytes(At("small.onnx")));
        Assert.Equal(["Gemm", "Slice", "Mul", "Softmax"], graph.Nodes.Select(node => node.Operator));
        Assert.Equal(["x", "w", "b"], graph.Nodes[0].Inputs);
        Assert.Equal(["y"], graph.Nodes[0].Outputs);
        OnnxTensor weight = graph.Weights["w"];
        Assert.Equal(OnnxType.Single, weight.Type);
        Assert.Equal([3, 2], weight.Shape);
        Assert.Equal(Bytes(1, 2, 3, 4, 5, 6), weight.Bytes.ToArray());
        Assert.Empty(graph.Weights["number_0.25"].Shape);
        Assert.Equal(1, graph.Weights["number_0.25"].Size);
    }

    [Fact]
    public void ShapesMayBePackedOrNot()
    {
        byte[] Model(ProtoWriter tensor) => new ProtoWriter().Message(OnnxFields.ModelGraph, new ProtoWriter()
            .Message(OnnxFields.GraphNode, new ProtoWriter().Text(OnnxFields.NodeOperator, "Identity")).Message(OnnxFields.GraphInitializer, tensor)).ToArray();
        ProtoWriter packed = new ProtoWriter().Bytes(OnnxFields.TensorSize, [3, 0x80, 0x01]).Text(OnnxFields.TensorName, "t");
        ProtoWriter single = new ProtoWriter().Number(OnnxFields.TensorSize, 3).Number(OnnxFields.TensorSize, 128).Text(OnnxFields.TensorName, "t");
        foreach (ProtoWriter tensor in (ProtoWriter[])[packed, single]) Assert.Equal([3, 128], OnnxGraph.Read(Model(tensor)).Weights["t"].Shape);
    }

    [Theory]
    [InlineData("this is no model")]
    [InlineData("")]
    public void WhatIsNoModelIsRefused(string text) =>
        Assert.Contains("not an ONNX model", Assert.Throws<InvalidDataException>(() => OnnxGraph.Read(System.Text.Encoding.ASCII.GetBytes(text))).Message);

    [Fact]
    public void TheSameGraphGivesTheSameBytes()
    {
        OnnxFile.Write(At("a"), Graph());
        OnnxFile.Write(At("b"), Graph());
        Assert.Equal(File.ReadAllBytes(At("a")), File.ReadAllBytes(At("b")));
    }

    [Fact]
    public void EqualConstantsAreStoredOnce()
    {
        var graph = new OnnxGraphBuilder("g", "");
        Assert.Equal(graph.Constant(1, -1), graph.Constant(1, -1));
        Assert.NotEqual(graph.Constant(1, -1), graph.Constant(1, 1));
        Assert.Equal(graph.Scalar(-1e9f), graph.Scalar(-1e9f));
    }

    [Fact]
    public void MistakesInAGraphAreNamed()
    {
        var graph = new OnnxGraphBuilder("small", "");
        string x = graph.Input("x", OnnxType.Single, "rows");
        Assert.Contains("nothing", Assert.Throws<ArgumentException>(() => graph.Node("Relu", ["nothing"])).Message);
        Assert.Contains("two values are called x", Assert.Throws<ArgumentException>(() => graph.Input("x", OnnxType.Single)).Message);
        Assert.Contains("two values are called x", Assert.Throws<ArgumentException>(() => graph.NodeAs("x", "Relu", [x])).Message);
        Assert.Contains("no node makes y", Assert.Throws<ArgumentException>(() => graph.Output("y", OnnxType.Single)).Message);
        graph.Weight("short", OnnxType.Single, [3], () => Bytes(1, 2));
        Assert.Contains("short", Assert.Throws<ArgumentException>(() => OnnxFile.Write(At("short"), graph)).Message);
    }

    [Fact]
    public void AFileBeyondTheFormatsLimitIsRefusedBeforeItIsWritten()
    {
        var graph = new OnnxGraphBuilder("large", "");
        graph.Weight("w", OnnxType.Single, [30_000, 20_000], () => throw new InvalidOperationException("nobody shall ask"));
        Assert.Contains("2 GB", Assert.Throws<InvalidDataException>(() => OnnxFile.Write(At("large"), graph)).Message);
        Assert.False(File.Exists(At("large")));
    }

    [Fact]
    public void ProtobufFieldsComeBackAsTheyWere()
    {
        var message = new ProtoWriter().Number(1, 300).Signed(2, -1).Single(3, 0.5f).Text(1000, "ä").Message(5, new ProtoWriter().Number(1, 1));
        List<(int Field, int Length)> found = [];
        for (var fields = new ProtoReader(message.ToArray()); fields.Next();) found.Add((fields.Field, fields.Payload.Length));
        Assert.Equal([(1, 0), (2, 0), (3, 0), (1000, 2), (5, 2)], found);
        Assert.Throws<InvalidDataException>(() =>
        {
            for (var fields = new ProtoReader(message.ToArray()[..^1]); fields.Next();)
            {
            }
        });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
