using Optiglot.Networks;

namespace Optiglot.Translation;

/// <summary>A model folder small enough to be committed: weights of 8 bits in one file, which libtorch, ONNX Runtime and further training all take.</summary>
public static class StarterFolder
{
    /// <summary>Writes one from a trained model.</summary>
    /// <param name="model">The model folder, or the folder of a run.</param>
    /// <param name="target">The new folder, which appears whole or not at all; its name becomes the model's.</param>
    /// <param name="card">For people.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="FileNotFoundException">There is no model, or it has no weights.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed.</exception>
    /// <exception cref="IOException">The folder cannot be written; what was there before still is.</exception>
    public static ModelFolder Write(string model, string target, ModelCard card)
    {
        var folder = ModelFolder.Open(model, ModelParts.Weights);
        if (folder.Config.WeightsSha256 is null)
            throw new FileNotFoundException($"{folder.FolderPath}: has no {ModelFolder.WeightsFile} to round; name the folder it was exported from");
        ModelFolder.CheckPlace(target);
        AtomicFolder.Write(target, fresh =>
        {
            foreach (string file in ((string[])[folder.Config.Source.TokenizerFile, folder.Config.Target.TokenizerFile]).Distinct())
                File.Copy(Path.Combine(folder.FolderPath, file), Path.Combine(fresh, file));
            string weights = Path.Combine(fresh, ModelFolder.WeightsFile);
            RoundedWeights.Write(Path.Combine(folder.FolderPath, ModelFolder.WeightsFile), weights);
            var config = folder.Config with { Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target))), Onnx = null,
                WeightsSha256 = FileHash.Sha256(weights) };
            ModelConfigFile.Write(Path.Combine(fresh, ModelFolder.ConfigFile), config);
            File.WriteAllText(Path.Combine(fresh, ModelFolder.CardFile), card.Render(config));
        });
        return ModelFolder.Open(target);
    }
}
