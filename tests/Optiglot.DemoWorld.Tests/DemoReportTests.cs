using System.Text.RegularExpressions;

namespace Optiglot.DemoWorld.Tests;

public sealed partial class DemoReportTests
{
    private static DemoResult Sample()
    {
        var world = WorldGenerator.Generate(new() { Seed = 5, Pairs = 0, Train = 1, Dev = 1, Test = 40 });
        var references = world.Test.Select(s => s.Caption.German).ToList();
        var score = new AmbiguityScorer("de").Score(world.Test, references);
        var example = new DemoExample
        {
            Scene = world.Test[0],
            WrongScene = world.Test[1],
            TextOnly = "<b>Unsinn</b> & mehr",
            Right = references[0],
            Wrong = references[1],
            Regions = [new("red bat", 0.1f, 0.1f, 0.4f, 0.4f), new("ball", 0.6f, 0.6f, 0.9f, 0.9f)],
            Words = [.. references[0].Split(' ').Select(w => new AttendedWord(w, [0.25f, 0.5f]))],
        };
        return new()
        {
            Language = "de",
            World = world.Options,
            Rows = [.. Enum.GetValues<DemoCondition>().Select(c => new DemoRow(c, 61.25, score))],
            BleuSignature = "tok:13a",
            Examples = [example],
            Curves = [new("with pictures", DemoCondition.RightPicture, [(1, 20), (2, 80)])],
            Phases = [new("draw", "40 scenes", 1.25)],
            Minutes = 4.25,
        };
    }

    [Fact]
    public void TheFileNeedsNothingElse()
    {
        string page = DemoReport.Build(Sample());
        Assert.DoesNotMatch(OtherFiles(), page);
        Assert.Contains("data:image/png;base64,", page);
        Assert.Contains("prefers-color-scheme: dark", page);
    }

    [Fact]
    public void TheMarkupIsWellFormedAndTextIsEscaped()
    {
        string page = DemoReport.Build(Sample());
        Assert.Contains("Unsinn&lt;/b&gt; &amp; mehr", page);
        var open = new Stack<string>();
        foreach (Match tag in Tags().Matches(page))
        {
            string name = tag.Groups[2].Value;
            if (name is "meta" or "img" or "input" || tag.Value.EndsWith("/>", StringComparison.Ordinal)) continue;
            if (tag.Groups[1].Value == "") open.Push(name);
            else Assert.Equal(name, open.Pop());
        }
        Assert.Empty(open);
        Assert.All(Images().Matches(page), image => Assert.Contains(" alt=\"", image.Value));
    }

    [Fact]
    public void AttentionIsShownForTheAmbiguousWordAtFirst()
    {
        var result = Sample();
        string page = DemoReport.Build(result), chosen = Checked().Match(page).Groups[1].Value;
        Assert.Contains(chosen.ToLowerInvariant().TrimEnd('.'), result.Examples[0].Scene.Plan.Ambiguous.Sense.Forms("de").Select(f => f.ToLowerInvariant()));
        Assert.Contains("red bat 25%", page);
    }

    // The article has the noun's gender: the decoder looks where it is written, and the noun's own 1% would hide it.
    [Fact]
    public void TheWordThatLookedIsShownAndTheNounNamed()
    {
        DemoResult result = Sample();
        DemoExample example = result.Examples[0];
        string[] forms = [.. example.Scene.Plan.Ambiguous.Sense.Forms("de").Select(form => form.ToLowerInvariant())];
        AttendedWord[] words = [.. example.Right.Split(' ')
            .Select(word => new AttendedWord(word, [0, forms.Contains(word.TrimEnd('.').ToLowerInvariant()) ? 0.01f : 0]))];
        int noun = Array.FindIndex(words, word => word.OnPicture > 0);
        Assert.True(noun > 0);
        words[noun - 1] = words[noun - 1] with { Regions = [0.25f, 0] };
        string page = DemoReport.Build(result with { Examples = [example with { Words = words }] });
        Assert.Equal(words[noun - 1].Text, Checked().Match(page).Groups[1].Value);
        Assert.Contains($"“{words[noun - 1].Text}” looked for “{words[noun].Text}”: 25.0% of its attention was on the picture, 1.0% at the noun itself", page);
    }

    [Fact]
    public void AttentionHasOneScaleForAllWords()
    {
        DemoResult result = Sample();
        string page = DemoReport.Build(result with
        {
            Examples = [result.Examples[0] with { Words = [new("Hier", [0.004f, 0.002f]), new("Hund", [0.5f, 0.1f])] }]
        });
        Assert.Equal(["0.01", "0", "1", "0.2"], Strengths().Matches(page).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void DroppedWordsAndTheTwinAreShown()
    {
        DemoResult result = Sample();
        DemoExample example = result.Examples[0];
        Assert.True(example.Scene.Plan.Ambiguous.Noun.IsAmbiguousIn("de"));
        string page = DemoReport.Build(result with { Examples = [example with { TwinScene = result.Examples[0].WrongScene, Twin = "ein Satz" }] });
        Assert.Contains("no word for: " + example.Scene.Plan.Ambiguous.Noun.Singular, page);
        Assert.Contains("alt=\"twin: ", page);
    }

    [Fact]
    public void NumbersHaveAPointWhateverTheMachinesLanguage() => Assert.Contains(">61.3<", DemoReport.Build(Sample()));

    [GeneratedRegex("(src|href)=\"(?!data:)|url\\(|@import|<script")]
    private static partial Regex OtherFiles();

    [GeneratedRegex("<(/?)([a-z0-9]+)[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("<rect[^>]*--s:([0-9.]+)")]
    private static partial Regex Strengths();

    [GeneratedRegex("<img[^>]*>")]
    private static partial Regex Images();

    [GeneratedRegex("checked aria-label=\"attention of ([^\"]*)\"")]
    private static partial Regex Checked();
}
