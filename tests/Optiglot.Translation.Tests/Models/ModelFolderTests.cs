using Optiglot.Text;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

public class ModelFolderTests
{
    private static string Save(TinyTranslator.Folder folder, string name = "model", ulong seed = 3)
    {
        using var model = TinyTranslator.Model(seed: seed);
        var card = new ModelCard { Training = "./optiglot run tiny", Data = ["six lines"], Scores = new Dictionary<string, double> { ["toy BLEU"] = 12.345 } };
        ModelFolder.Save(folder.At(name), model, TinyTranslator.Description(), card);
        return folder.At(name);
    }

    private static void AssertOneLine(Exception error, params string[] parts)
    {
        Assert.DoesNotContain('\n', error.Message);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }

    [Fact]
    public void WhatIsSavedComesBack()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder);
        var opened = ModelFolder.Open(path);
        Assert.Equal(TinyTranslator.Options(), opened.Config.Model);
        Assert.Equal(TinyTranslator.Description().SourceText, opened.Config.Source.Text);
        Assert.Equal(TinyTranslator.Description().Search, opened.Config.Search);
        Assert.Equal("vocabulary.bpe.json", opened.Config.Source.TokenizerFile);
        Assert.Equal(opened.Config.Source.TokenizerFile, opened.Config.Target.TokenizerFile);
        Assert.Equal(TinyTranslator.Detector.ClassNames, opened.Config.Detector!.ClassNames);
        Assert.Equal(TinyTranslator.Tokenizer.Encode(TinyTranslator.Lines[1]), opened.LoadSourceTokenizer().Encode(TinyTranslator.Lines[1]));
        using var expected = TinyTranslator.Model();
        using var model = opened.LoadModel();
        foreach (var (name, _, _) in expected.Parameters.Names)
        {
            using var scope = NewDisposeScope();
            Assert.True(expected.Parameters.MasterOf(name).equal(model.Parameters.MasterOf(name)).all().item<bool>(), name);
        }

        string card = File.ReadAllText(Path.Combine(path, "README.md"));
        Assert.Contains("12.35", card);
        Assert.Contains("en to de", card);
        Assert.Equal(["README.md", "config.json", "model.safetensors", "vocabulary.bpe.json"],
            Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheSameModelGivesTheSameBytes()
    {
        using var folder = new TinyTranslator.Folder();
        var (first, second) = (Save(folder, "a"), Save(folder, "b"));
        foreach (string file in Directory.GetFiles(first))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(second, Path.GetFileName(file))));
    }

    [Fact]
    public void ARunsFolderIsOpenedAtItsModel()
    {
        using var folder = new TinyTranslator.Folder();
        Save(folder, "run/model");
        Assert.EndsWith("model", ModelFolder.Open(folder.At("run")).FolderPath);
    }

    [Fact]
    public void SavingAgainReplacesTheFolder()
    {
        using var folder = new TinyTranslator.Folder();
        string? before = ModelFolder.Open(Save(folder)).Config.WeightsSha256;
        Assert.NotEqual(before, ModelFolder.Open(Save(folder, seed: 4)).Config.WeightsSha256);
        Assert.Single(Directory.GetFileSystemEntries(folder.FolderPath));
    }

    [Fact]
    public void AFailedSaveLeavesWhatWasThere()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder);
        string? before = ModelFolder.Open(path).Config.WeightsSha256;
        var error = Assert.Throws<IOException>(() => ModelFolder.Save(path, TinyTranslator.Options(), file =>
        {
            File.WriteAllText(file, "half");
            throw new IOException("No space left on device");
        }, TinyTranslator.Description(), null, false));
        AssertOneLine(error, path, "No space left", "untouched");
        Assert.Equal(before, ModelFolder.Open(path).Config.WeightsSha256);
        Assert.Single(Directory.GetFileSystemEntries(folder.FolderPath));
    }

    [Fact]
    public void AFolderWithOtherFilesIsNotReplaced()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder);
        File.WriteAllText(Path.Combine(path, "thesis.txt"), "years of work");
        AssertOneLine(Assert.Throws<IOException>(() => Save(folder)), "thesis.txt");
        Assert.True(File.Exists(Path.Combine(path, "thesis.txt")));
        ModelFolder.Open(path);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("vocabulary.bpe.json")]
    public void AChangedFileIsNoticed(string name)
    {
        using var folder = new TinyTranslator.Folder();
        string file = Path.Combine(Save(folder), name);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^2] ^= 1;
        File.WriteAllBytes(file, bytes);
        AssertOneLine(Assert.Throws<InvalidDataException>(() => ModelFolder.Open(folder.At("model"))), file, "changed");
    }

    [Theory]
    [InlineData("model.safetensors", "weights")]
    [InlineData("vocabulary.bpe.json", "vocabulary")]
    [InlineData("config.json", "not a model folder")]
    public void AMissingFileIsNamed(string name, string what)
    {
        using var folder = new TinyTranslator.Folder();
        File.Delete(Path.Combine(Save(folder), name));
        AssertOneLine(Assert.Throws<FileNotFoundException>(() => ModelFolder.Open(folder.At("model"))), name, what);
    }

    [Theory]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 7", "version 7")]
    [InlineData("\"heads\": 2", "\"heads\": 3", "heads")]
    [InlineData("\"heads\": 2", "\"haeds\": 2", "haeds")]
    [InlineData("\"family\": \"vlp\"", "\"family\": \"vlpp\"", "no family of networks called `vlpp`")]
    [InlineData("\"family\": \"vlp\"", "\"family\": \"vlp\", \"familyOptions\": { \"drop_net\": 1 }", "no option `drop_net`")]
    [InlineData("\"weightsSha256\"", "\"other\"", "other")]
    [InlineData("vocabulary.bpe.json", "../vocabulary.bpe.json", "plain file name")]
    [InlineData("{", "[", "not a model's configuration")]
    public void ADamagedConfigurationIsAnError(string old, string changed, string part)
    {
        using var folder = new TinyTranslator.Folder();
        string file = Path.Combine(Save(folder), "config.json");
        string text = File.ReadAllText(file);
        Assert.Contains(old, text);
        File.WriteAllText(file, text.Replace(old, changed));
        AssertOneLine(Assert.Throws<InvalidDataException>(() => ModelFolder.Open(folder.At("model"))), file, part);
    }

    [Fact]
    public void LyingWeightsAreAnErrorEvenWhenTheirHashIsRight()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder);
        string weights = Path.Combine(path, "model.safetensors"), config = Path.Combine(path, "config.json");
        byte[] bytes = File.ReadAllBytes(weights);
        string before = FileHash.Sha256(weights);
        bytes[5] = 0x7F;
        File.WriteAllBytes(weights, bytes);
        File.WriteAllText(config, File.ReadAllText(config).Replace(before, FileHash.Sha256(weights)));
        AssertOneLine(Assert.Throws<InvalidDataException>(() => ModelFolder.Open(path).LoadModel()), weights);
    }

    // What a kill between a save's two renames leaves, where the system cannot exchange folders in one step.
    [Theory]
    [InlineData("model", "model")]
    [InlineData("run/model", "run")]
    public void WhatAKillLeftBesideIsReadAndPutBackByTheNextSave(string place, string opened)
    {
        using var folder = new TinyTranslator.Folder();
        using var model = TinyTranslator.Model();
        string path = folder.At(place);
        ModelFolder.Save(path, model, TinyTranslator.Description());
        string old = path + ".optiglot-old";
        Directory.Move(path, old);
        Directory.CreateDirectory(path + ".optiglot-new");
        ModelFolder.Open(folder.At(opened)).LoadModel().Dispose();
        Assert.True(Directory.Exists(old));
        Assert.Equal(path, OnnxExport.Write(folder.At(opened), OnnxPrecision.Int8).FolderPath);
        Assert.False(Directory.Exists(old));
    }

    [Fact]
    public void NoFolderIsAnError()
        => AssertOneLine(Assert.Throws<FileNotFoundException>(() => ModelFolder.Open("no/such/folder")), "no/such/folder");

    [Fact]
    public void AWordPieceSideKeepsItsCase()
    {
        using var folder = new TinyTranslator.Folder();
        File.WriteAllLines(folder.At("vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "dog", "two", "Two", ".", "##s"]);
        foreach (bool lower in (bool[])[true, false])
        {
            var description = TinyTranslator.Description() with { SourceTokenizer = WordPieceTokenizer.Load(folder.At("vocab.txt"), lower) };
            using var model = TinyTranslator.Model();
            ModelFolder.Save(folder.At("model"), model, description);
            var opened = ModelFolder.Open(folder.At("model"));
            Assert.Equal("source.txt", opened.Config.Source.TokenizerFile);
            Assert.Equal("target.bpe.json", opened.Config.Target.TokenizerFile);
            Assert.Equal([lower ? 6 : 7, 5, 9], opened.LoadSourceTokenizer().Encode("Two dogs"));
        }
    }
}
