using System.Text.Json;
using Optiglot.Training;
using Optiglot.Translation;

namespace Optiglot.Cli.Tests;

/// <summary>Projects of somebody's own pairs.</summary>
public class InitTests
{
    private static readonly string[] English = ["two dogs play", "a man rides", "children run", "a woman sits"],
        Czech = ["dva psi si hrají", "muž jede", "děti běží", "žena sedí"];

    private static string Pairs(string folder, int count = 40)
    {
        string file = Path.Combine(folder, "pairs.csv");
        File.WriteAllLines(file, Enumerable.Range(0, count).Select(i => $"{English[i % 4]} number {i},{Czech[i % 4]} číslo {i}").Prepend("en,cs"));
        return file;
    }

    // English-Czech on real lines: no photos in it, and no code of the languages beyond the columns' names.
    [Fact]
    public void EnglishToCzechFromATableToATranslation()
    {
        string folder = TestFolders.Fresh(), project = Path.Combine(folder, "czech"), run = Path.Combine(folder, "run");
        string[] Lines(string language) => TextLines.Read(Path.Combine(TestFolders.Data("multi30k", "task1", "raw"), $"train.{language}"), "");
        (string English, string Czech)[] pairs = [.. Lines("en").Zip(Lines("cs")).Take(120)];
        File.WriteAllLines(Path.Combine(folder, "pairs.jsonl"), pairs.Select(pair => JsonSerializer.Serialize(new { cs = pair.Czech, en = pair.English })));
        CliRun made = CliRun.Of("init", project, "--data", Path.Combine(folder, "pairs.jsonl"), "--from", "cs", "--to", "en", "--json");
        Assert.True(made.Code == 0, made.Error);
        using (JsonDocument json = JsonDocument.Parse(made.Output))
        {
            int Number(string key) => json.RootElement.GetProperty(key).GetInt32();
            Assert.Equal((120, 120), (Number("read"), Number("train") + Number("dev") + Number("test")));
            Assert.EndsWith("run recipe.yaml", json.RootElement.GetProperty("next")[2].GetString());
        }

        string recipe = Path.Combine(project, "recipe.yaml");
        CliRun looked = CliRun.Of("doctor", "--recipe", recipe);
        Assert.Contains("96 pairs to train, 12 to choose by, 12 in 1 test sets", looked.Output);
        CliRun ran = CliRun.Of("run", recipe, "--out", run, "--set", "end_to_end.max_steps=2", "--set", "end_to_end.average_checkpoints=1");
        Assert.True(ran.Code == 0, ran.Error);
        Assert.Contains("BLEU", ran.Output);
        ModelConfig config = ModelFolder.Open(run).Config;
        Assert.Equal(("cs", "en", "czech"), (config.Source.Text.Language, config.Target.Text.Language, config.Name));
        Assert.NotEmpty(CliRun.Of("translate", "-m", run, "Muž jede na kole.").Output.Trim());

        // The few pairs of another table, from this model on.
        string adapted = Path.Combine(folder, "adapted");
        CliRun second = CliRun.Of("init", adapted, "--data", Path.Combine(folder, "pairs.jsonl"), "--start-from", run, "--seed", "2");
        Assert.True(second.Code == 0, second.Error);
        Recipe read = RecipeFile.Load(Path.Combine(adapted, "recipe.yaml"));
        Assert.Equal(("cs", "en", "../run"), (read.Source, read.Target, read.Model.StartFrom));
        CliRun going = CliRun.Of("run", Path.Combine(adapted, "recipe.yaml"), "--out", Path.Combine(folder, "second"), "--set", "end_to_end.max_steps=2");
        Assert.True(going.Code == 0, going.Error);
        ModelConfig after = ModelFolder.Open(Path.Combine(folder, "second")).Config;
        Assert.Equal((config.Source.TokenizerSha256, config.Target.TokenizerSha256, config.Model.Encoder.Width),
            (after.Source.TokenizerSha256, after.Target.TokenizerSha256, after.Model.Encoder.Width));
        CliRun evaluated = CliRun.Of("evaluate", "--model", Path.Combine(folder, "second"), "--json");
        Assert.True(evaluated.Code == 0, evaluated.Error);
    }

    [Fact]
    public void WhatIsFoundInTheTableIsToldByLine()
    {
        string folder = TestFolders.Fresh(), file = Pairs(folder);
        File.AppendAllLines(file, ["a dog,", $"two dogs play number 0,{Czech[0]} číslo 0"]);
        CliRun made = CliRun.Of("init", Path.Combine(folder, "project"), "--data", file);
        Assert.True(made.Code == 0, made.Error);
        Assert.Contains("note: pairs.csv: no source or no translation: line 42 (left out)", made.Error);
        Assert.Contains("note: pairs.csv: the same pair again: line 43 (left out)", made.Error);
        Assert.Contains("42 pairs read: 32 to train, 4 dev, 4 test", made.Output);
        Assert.Contains("run recipe.yaml", made.Output);
        CliRun.Of("init", Path.Combine(folder, "project"), "--data", file).AssertFails(1, "is not empty");
    }

    [Fact]
    public void MistakesAreToldBeforeAnythingIsMade()
    {
        string folder = TestFolders.Fresh(), file = Pairs(folder), project = Path.Combine(folder, "project");
        CliRun.Of("init", project, "--data", Path.Combine(folder, "none.csv")).AssertFails(1, "none.csv: not found");
        File.WriteAllText(Path.Combine(folder, "a.csv"), "source,target\na,b\n");
        CliRun.Of("init", project, "--data", Path.Combine(folder, "a.csv")).AssertFails(2, "--from and --to");
        CliRun.Of("init", project, "--data", Path.Combine(folder, "a.csv"), "--from", "en", "--to", "de").AssertFails(1, "1 pairs", "--dev and --test");
        CliRun.Of("init", project, "--data", file, "--source-column", "english").AssertFails(1, "has no column 'english'", "'en', 'cs'");
        CliRun.Of("init", project, "--data", file, "--start-from", folder).AssertFails(1, "not a model folder");
        CliRun.Of("init", project, "--data", file, "--dev", "0").AssertFails(2, "--dev 0: must be 1");
        CliRun.Of("init", project).AssertFails(2, "--data");
        Assert.False(Path.Exists(project));
    }

    [Fact]
    public void TheDataFolderOfOtherCommandsIsStillTheirs()
    {
        string folder = TestFolders.Fresh();
        Assert.Contains(folder, CliRun.Of("doctor", "--data", folder).Output);
        CliRun.Of("doctor", "--data", Path.Combine(folder, "none")).AssertFails(1, "named by --data");
    }

    [Fact]
    public void ThePageOfKeysIsWhatTheCodeSays()
    {
        CliRun printed = CliRun.Of("recipe-keys");
        Assert.True(printed.Code == 0, printed.Error);
        string committed = File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "recipe-keys.md"));
        Assert.True(committed == printed.Output, "docs/recipe-keys.md is not what the code says: ./optiglot recipe-keys > docs/recipe-keys.md");
        Assert.DoesNotContain("|  |\n", printed.Output);
    }

    [Fact]
    public void SeveralFilesAndPatternsAreReadOneAfterTheOther()
    {
        string folder = TestFolders.Fresh(), model = TinyModel.Save(folder, null), parts = Directory.CreateDirectory(Path.Combine(folder, "parts", "more"))
            .Parent!.FullName;
        File.WriteAllText(Path.Combine(parts, "b.txt"), "two dogs\n");
        File.WriteAllText(Path.Combine(parts, "a.txt"), "a man\nchildren run\n");
        File.WriteAllText(Path.Combine(parts, "more", "c.txt"), "a ball\n");
        File.WriteAllText(Path.Combine(parts, "x.md"), "never\n");
        string[] Lines(params string[] files) => CliRun.Of(["translate", "-m", model, "--beam", "1", "--json", "-i", .. files]) is { Code: 0 } run
            ? [.. run.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("source").GetString()!)] : [];
        Assert.Equal(["two dogs", "a man", "children run"], Lines(Path.Combine(parts, "b.txt"), Path.Combine(parts, "a.txt")));
        Assert.Equal(["a man", "children run", "two dogs"], Lines(Path.Combine(parts, "*.txt")));
        Assert.Equal(["a man", "children run", "two dogs", "a ball"], Lines(Path.Combine(parts, "**", "*.txt")));
        CliRun.Of("translate", "-m", model, "-i", Path.Combine(parts, "*.csv")).AssertFails(1, "*.csv: no file has such a name");
        CliRun scored = CliRun.Of("score", Path.Combine(parts, "[ab].txt"), "--ref", Path.Combine(parts, "a.txt"));
        Assert.Equal(1, scored.Code);
        File.Copy(Path.Combine(parts, "b.txt"), Path.Combine(parts, "a*.txt"));
        Assert.Equal(["two dogs"], Lines(Path.Combine(parts, "a*.txt")));
        CliRun both = CliRun.Of("score", Path.Combine(parts, "more", "*.txt"), Path.Combine(parts, "b.txt"), "--ref", Path.Combine(parts, "b.txt"),
            "--metrics", "chrf");
        Assert.True(both.Code == 0, both.Error);
        Assert.Contains("c.txt", both.Output);
    }

    [Fact]
    public void GlossariesAreReadAndTheirFaultsTold()
    {
        string folder = TestFolders.Fresh(), model = TinyModel.Save(folder, null), terms = Path.Combine(folder, "terms.tsv");
        File.WriteAllText(terms, "dogs\thunde\nball\troten hemd\n");
        CliRun translated = CliRun.Of("translate", "-m", model, "--glossary", terms, "--tokenized", "two dogs play with a ball .");
        Assert.True(translated.Code == 0, translated.Error);
        Assert.Contains(" hunde ", $" {translated.Output.Trim()} ");
        Assert.Contains(" roten hemd ", $" {translated.Output.Trim()} ");
        OnnxExport.Write(model, OnnxPrecision.Fp32);
        Assert.Equal(translated.Output, CliRun.Of("translate", "-m", model, "--glossary", terms, "--tokenized", "two dogs play with a ball .").Output);
        File.WriteAllText(terms, "dogs\n");
        CliRun.Of("translate", "-m", model, "--glossary", terms, "two dogs").AssertFails(1, "terms.tsv:1", "a tab");
        CliRun.Of("translate", "-m", model, "--glossary", Path.Combine(folder, "none.tsv"), "two dogs").AssertFails(1, "no such glossary");
    }
}
