using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>
/// The encoder, the bridge, and the decoder layers' keys and values of the source, so that these are computed once a sentence. Inputs are the arrays of a source batch;
/// what the outputs are called the decoder's inputs are called, and their first axis is the sentence.
/// </summary>
internal sealed class EncoderGraph
{
    private readonly ModelOptions model;
    private readonly EncoderOptions options;
    private readonly LayerGraph layers;
    private readonly OnnxGraphBuilder graph;

    private EncoderGraph(ModelOptions model, SafetensorsReader weights, OnnxPrecision precision)
    {
        (this.model, options) = (model, model.Encoder);
        graph = new OnnxGraphBuilder("encoder", "Source pieces and regions to the keys and values that each decoder layer attends to.");
        layers = new LayerGraph(graph, weights, precision);
    }

    private bool SeesPictures => options.RegionFeatures > 0;

    /// <summary>Builds the graph of a model.</summary>
    /// <exception cref="ArgumentException">The model has an option that graphs do not know.</exception>
    public static OnnxGraphBuilder Build(ModelOptions model, SafetensorsReader weights, OnnxPrecision precision)
    {
        var encoder = new EncoderGraph(model, weights, precision);
        encoder.Build();
        return encoder.graph;
    }

    private void Build()
    {
        string tokens = graph.Input("tokens", OnnxType.Int64, "sentences", "source");
        string? segments = options.Segments > 0 ? graph.Input("segments", OnnxType.Int64, "sentences", "source") : null;
        string textMask = graph.Input("token_mask", OnnxType.Bool, "sentences", "source");
        string? regionMask = SeesPictures ? graph.Input("region_mask", OnnxType.Bool, "sentences", "regions") : null;
        string x = Embed(tokens, segments);
        string mask = textMask;
        if (regionMask is not null)
        {
            x = graph.Node("Concat", [x, Regions(regionMask)], OnnxAttribute.Of("axis", 1));
            mask = graph.Node("Concat", [textMask, regionMask], OnnxAttribute.Of("axis", 1));
        }

        string states = Encode(graph.Node("Reshape", [x, graph.Constant(-1, options.Width)]), mask);
        if (model.Decoder.Bridge) states = layers.Linear(states, "bridge", options.Width, model.Decoder.Width);
        new MemoryGraph(layers, model).Build(states, mask, textMask, regionMask);
    }

    // [sentences, source, width]
    private string Embed(string tokens, string? segments)
    {
        string x = layers.Words("bert.embeddings.word_embeddings.weight", options.VocabularySize, options.Width).Lookup(graph, tokens);
        if (options.ScaleEmbeddings) x = graph.Node("Mul", [x, graph.Scalar((float)Math.Sqrt(options.Width))]);
        string positions = layers.Positions(options.Positions, "bert.embeddings.position_embeddings.weight", options.MaximumPositions, options.Width);
        string length = graph.Node("Slice", [graph.Node("Shape", [tokens]), graph.Constant(1), graph.Constant(2)]);
        x = graph.Node("Add", [x, graph.Node("Slice", [positions, graph.Constant(0), length])]);
        if (segments is not null)
            x = graph.Node("Add", [x, graph.Node("Gather", [layers.Singles("bert.embeddings.token_type_embeddings.weight", [options.Segments, options.Width]), segments])]);
        return options.Norm == NormPlacement.Post ? layers.Norm(x, "bert.embeddings.LayerNorm", options.Width, options.NormEpsilon) : x;
    }

    // [sentences, regions, width]. Features come as the detector made them, box numbers beside them: too uneven for 8 bits.
    private string Regions(string mask)
    {
        int inputs = options.RegionFeatures + Vision.RegionSet.BoxNumbers;
        string vectors = graph.Input("regions", OnnxType.Single, "sentences", "regions", $"{inputs}");
        string rows = layers.Linear(graph.Node("Reshape", [vectors, graph.Constant(-1, inputs)]), "bert.embeddings.region_projection", inputs, options.Width, exact: true);
        rows = layers.Norm(rows, "bert.embeddings.region_LayerNorm", options.Width, options.NormEpsilon);
        return graph.Node("Reshape", [rows, graph.Node("Concat", [graph.Node("Shape", [mask]), graph.Constant(options.Width)], OnnxAttribute.Of("axis", 0))]);
    }

    private string Encode(string x, string mask)
    {
        int head = options.Width / options.Heads;
        string bias = layers.Bias(mask), shape = graph.Node("Concat", [graph.Node("Shape", [mask]), graph.Constant(options.Heads, head)], OnnxAttribute.Of("axis", 0));
        for (int i = 0; i < options.Layers; i++) x = Layer(x, $"bert.encoder.layer.{i}", bias, shape);
        return options.Norm == NormPlacement.Pre ? layers.Norm(x, "bert.encoder.LayerNorm", options.Width, options.NormEpsilon) : x;
    }

    private string Layer(string x, string prefix, string bias, string shape)
    {
        string AttentionNorm(string states) => layers.Norm(states, $"{prefix}.attention.output.LayerNorm", options.Width, options.NormEpsilon);
        string OutputNorm(string states) => layers.Norm(states, $"{prefix}.output.LayerNorm", options.Width, options.NormEpsilon);
        string Narrowed(string states) => layers.FeedForward(states, $"{prefix}.intermediate.dense", $"{prefix}.output.dense", options.Width, options.FeedForward, options.Activation);
        switch (options.Norm)
        {
            case NormPlacement.Pre:
                x = graph.Node("Add", [x, Attend(AttentionNorm(x), prefix, bias, shape)]);
                return graph.Node("Add", [x, Narrowed(OutputNorm(x))]);
            case NormPlacement.Post:
                x = AttentionNorm(graph.Node("Add", [x, Attend(x, prefix, bias, shape)]));
                return OutputNorm(graph.Node("Add", [x, Narrowed(x)]));
            default: throw LayerGraph.Unknown("norm", options.Norm);
        }
    }

    private string Attend(string x, string prefix, string bias, string shape)
    {
        int width = options.Width;
        string queries = layers.Heads(layers.Linear(x, $"{prefix}.attention.self.query", width, width, 1 / MathF.Sqrt(width / options.Heads)), shape);
        string keys = layers.Heads(layers.Linear(x, $"{prefix}.attention.self.key", width, width), shape, keys: true);
        string values = layers.Heads(layers.Linear(x, $"{prefix}.attention.self.value", width, width), shape);
        string attended = layers.Join(graph.Node("MatMul", [layers.AttentionWeights(queries, keys, bias), values]), width);
        return layers.Linear(attended, $"{prefix}.attention.output.dense", width, width);
    }
}
