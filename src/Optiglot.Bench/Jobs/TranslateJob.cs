using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Training;
using Optiglot.Translation;
using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>Beam search over sentences, ids in and ids out. A pass translates all of them.</summary>
public sealed record TranslateJob : BenchJob
{
    private const string WeightsFile = "weights.safetensors", SentencesFile = "sentences.safetensors", GraphsFile = "graphs.json";

    /// <summary>The network; a model folder's where <see cref="Folder"/> is given (see <see cref="For"/>).</summary>
    public required ModelOptions Model { get; init; }

    /// <summary>Number format.</summary>
    public Precision Precision { get; init; }

    /// <summary>What computes on our side.</summary>
    public TranslateEngine Engine { get; init; }

    /// <summary>Sentences at once; they are sorted by length.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Batches at a time on ONNX Runtime, which share the cores.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Sentences, or the first so many of the test set.</summary>
    public int Sentences { get; init; } = 1000;

    /// <summary>
    /// How to search. The default is for random weights, which end nowhere: as many steps as the source has pieces and one more, the usual length of a
    /// translation.
    /// </summary>
    public BeamOptions Search { get; init; } = new() { MaximumLengthRatio = 1, MaximumLengthOffset = 1, MinimumLength = 256 };

    /// <summary>Special pieces of the source.</summary>
    public SpecialPieces Source { get; init; } = new();

    /// <summary>Special pieces of the target.</summary>
    public SpecialPieces Target { get; init; } = new();

    /// <summary>A trained model's folder; null for random weights.</summary>
    public string? Folder { get; init; }

    /// <summary>Folder of Multi30K, whose test set a trained model translates; null makes sentences up.</summary>
    public string? Multi30k { get; init; }

    /// <inheritdoc/>
    public override string PeerScript => "translate.py";

    /// <inheritdoc/>
    public override Precision? Format => Precision;

    /// <summary>The job of a trained model: its sizes, pieces and search.</summary>
    /// <exception cref="ArgumentException">The model sees pictures.</exception>
    public static TranslateJob For(string folder, string multi30k)
    {
        ModelFolder model = ModelFolder.Open(folder);
        ModelOptions options = model.Config.Model with { Modality = new ModalityLossOptions() };
        if (options.Encoder.RegionFeatures > 0)
            throw new ArgumentException($"{folder}: this model sees pictures; the benchmark translates with text-only models");
        return new TranslateJob
        {
            Model = options,
            Folder = model.FolderPath,
            Multi30k = multi30k,
            Search = model.Config.Search with { NBest = 1 },
            Source = SpecialPieces.Of(model.LoadSourceTokenizer(), options.Encoder.VocabularySize),
            Target = SpecialPieces.Of(model.LoadTargetTokenizer(), options.Decoder.VocabularySize),
        };
    }

    /// <inheritdoc/>
    public override void Prepare(string folder)
    {
        string weights = Path.Combine(folder, WeightsFile);
        using (TranslationModel model = Folder is null ? TranslationModel.Create(Model, ScalarType.Float32, CPU, Seed) : ModelFolder.Open(Folder).LoadModel())
            WeightFile.Save(model.Parameters, weights, WeightMap.Translation.Groups);
        if (Engine != TranslateEngine.Torch)
        {
            OnnxPrecision graphs = Engine == TranslateEngine.OnnxInt8 ? OnnxPrecision.Int8 : OnnxPrecision.Fp32;
            File.WriteAllText(Path.Combine(folder, GraphsFile), BenchJson.Write(OnnxExport.WriteGraphs(Model, weights, graphs, folder)));
        }

        int[][] sentences = Folder is not null && Multi30k is not null
            ? Multi30kPairs.ReadTest(Multi30k, ModelFolder.Open(Folder).LoadSourceTokenizer())
            : MadeUpPairs.Draw(Sentences, Model.Encoder.VocabularySize, Model.Decoder.VocabularySize, SpecialPieces.Count, Seed).Sources;
        TensorFile.Write(Path.Combine(folder, SentencesFile), [("source", TensorFile.Padded([.. sentences.Take(Sentences)], Source.Pad))]);
    }

    /// <inheritdoc/>
    public override JobResult Run(string folder)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, SentencesFile));
        SourceExample[] examples = [.. TensorFile.Rows(file, "source", Source.Pad).Select(ids => new SourceExample(ids))];
        SourceLayout layout = new() { BeginId = Source.Begin, EndId = Source.End, PadId = Source.Pad, MaximumPositions = Model.Encoder.MaximumPositions };
        TargetPieces pieces = new(Target.Begin, Target.End, Target.Excluded);
        if (Engine != TranslateEngine.Torch)
        {
            OnnxFiles files = BenchJson.Read<OnnxFiles>(File.ReadAllText(Path.Combine(folder, GraphsFile)), GraphsFile);
            using OnnxDecoder graphs = new(Model, layout, pieces, Path.Combine(folder, files.Encoder), Path.Combine(folder, files.Decoder),
                Math.Max(1, Environment.ProcessorCount / Workers), Workers);
            return Measure(graphs, examples);
        }

        using TranslationModel model = TranslationModel.Create(Model, ComputeType.Of(Precision), CPU, Seed);
        WeightFile.Load(model.Parameters, Path.Combine(folder, WeightsFile), WeightMap.Translation);
        return Measure(new BatchDecoder(model, new SourceBatcher(layout), pieces), examples);
    }

    private JobResult Measure(ExampleDecoder decoder, SourceExample[] examples)
    {
        BatchLimits limits = new() { Sentences = Batch, Positions = int.MaxValue };
        IReadOnlyList<IReadOnlyList<Hypothesis>> found = [];
        IReadOnlyList<double> seconds = JobResult.Time(Warmup, Repeats, () => found = decoder.Translate(examples, Search, limits));
        return new JobResult
        {
            Seconds = seconds,
            Work = examples.Length,
            Values = new Dictionary<string, double> { ["pieces"] = found.Sum(best => best[0].Tokens.Length + 1), ["sentences"] = examples.Length },
            Outputs = [.. found.Select(best => string.Join(' ', best[0].Tokens))],
            PeakBytes = JobResult.PeakMemory(),
        };
    }
}
