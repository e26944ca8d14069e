using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Optiglot.Training;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>How fast each engine translates with a model on this machine: it differs by processor and model, so it is measured once and kept.</summary>
/// <param name="Onnx">ONNX Runtime in 32 bits, sentences a second.</param>
/// <param name="Torch">libtorch in 32 bits, sentences a second.</param>
/// <param name="Date">The day it was measured.</param>
internal sealed record EngineSpeeds(double Onnx, double Torch, string Date)
{
    /// <summary>Environment variable that names another folder than <c>~/.cache/optiglot</c> to keep it in.</summary>
    public const string Variable = "OPTIGLOT_CACHE";

    /// <summary>Sentences that are translated together.</summary>
    public const int Sentences = 64;

    private const int Passes = 3;

    private static readonly string[] Subjects = ["a man", "two dogs", "a young woman in a red coat", "three children", "an old man with a hat",
        "a group of people", "a white horse", "the boy"];
    private static readonly string[] Verbs = ["is riding a bicycle", "play with a ball", "walks along the beach", "sits on a bench and reads",
        "looks at the mountains", "runs over the grass", "jumps into the water", "is cooking"];

    /// <summary>The engine that translated more.</summary>
    [JsonIgnore]
    public TranslationEngine Faster => Torch > Onnx ? TranslationEngine.Torch : TranslationEngine.Onnx;

    /// <summary>Where it is kept.</summary>
    public static string FilePath => Path.Combine(Folder(), "engines.json");

    /// <summary>What was measured before, with this model on this machine; null where nothing was, or it cannot be read.</summary>
    public static EngineSpeeds? Find(ModelFolder folder) => ReadAll().GetValueOrDefault(Key(folder));

    /// <summary>Measures both engines and keeps what came out.</summary>
    /// <param name="folder">A model with graphs in 32 bits and weights.</param>
    /// <param name="cancel">Ends it.</param>
    public static EngineSpeeds Measure(ModelFolder folder, CancellationToken cancel)
    {
        double Rate(TranslationEngine engine)
        {
            using ITranslator translator = new EngineChoice(engine).Open(folder);
            TranslationRequest[] requests = [.. Enumerable.Range(0, Sentences).Select(i =>
                new TranslationRequest($"{Subjects[i % Subjects.Length]} {Verbs[i / Subjects.Length]}"))];
            TimeSpan best = TimeSpan.MaxValue;
            for (int pass = 0; pass <= Passes; pass++)
            {
                long start = Stopwatch.GetTimestamp();
                translator.Translate(requests, null, cancel);
                // The first pass warms up.
                if (pass > 0 && Stopwatch.GetElapsedTime(start) is var time && time < best) best = time;
            }

            return Math.Round(Sentences / best.TotalSeconds, 1);
        }

        EngineSpeeds speeds = new(Rate(TranslationEngine.Onnx), Rate(TranslationEngine.Torch),
            DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Dictionary<string, EngineSpeeds> all = ReadAll();
        all[Key(folder)] = speeds;
        Directory.CreateDirectory(Folder());
        AtomicFile.WriteText(FilePath, JsonSerializer.Serialize(all, JsonOutput.Indented));
        return speeds;
    }

    // A model is its configuration, which holds the hashes of all its files.
    private static string Key(ModelFolder folder) =>
        $"{FileHash.Sha256(Path.Combine(folder.FolderPath, ModelFolder.ConfigFile))} on {MachineDescription.Describe()}";

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } own) return own;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set ? set
            : Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), ".cache");
        return Path.Combine(cache, "optiglot");
    }

    // It saves time and decides nothing else: what cannot be read was not measured.
    private static Dictionary<string, EngineSpeeds> ReadAll()
    {
        try
        {
            return File.Exists(FilePath) ? JsonSerializer.Deserialize<Dictionary<string,
                EngineSpeeds>>(File.ReadAllBytes(FilePath), JsonOutput.Indented) ?? [] : [];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
