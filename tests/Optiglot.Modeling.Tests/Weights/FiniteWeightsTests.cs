using Optiglot.Networks;

namespace Optiglot.Modeling.Tests.Weights;

/// <summary>Weights that are no numbers are neither saved nor taken.</summary>
public sealed class FiniteWeightsTests : IDisposable
{
    private const string Bias = "bridge.bias";

    private static readonly ParameterGroup[] Groups = [ParameterGroup.Encoder, ParameterGroup.Decoder];

    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-finite-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void TheyAreNamed(float bad)
    {
        string path = Path.Combine(folder, "weights.safetensors");
        using TranslationModel model = TinyModel.Create();
        WeightFile.Save(model.Parameters, path, Groups);
        byte[] sound = File.ReadAllBytes(path);
        using (TorchSharp.torch.no_grad()) model.Parameters.MasterOf(Bias)[3] = TorchSharp.torch.tensor(bad);
        AssertSays(Assert.Throws<InvalidDataException>(() => WeightFile.Save(model.Parameters, path, Groups)), path);
        Assert.Equal(sound, File.ReadAllBytes(path));

        using (SafetensorsReader reader = SafetensorsReader.Open(path))
            BitConverter.TryWriteBytes(sound.AsSpan(8 + (int)BitConverter.ToInt64(sound) + (int)reader[Bias].Start + 12), bad);
        File.WriteAllBytes(path, sound);
        AssertSays(Assert.Throws<InvalidDataException>(() => WeightFile.Load(model.Parameters, path, WeightMap.Translation)), path);
    }

    private static void AssertSays(Exception error, string path)
    {
        Assert.StartsWith(path, error.Message);
        Assert.Contains(Bias, error.Message);
        Assert.Contains("not finite", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
