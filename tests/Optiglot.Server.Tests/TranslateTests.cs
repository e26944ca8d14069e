using System.Net.Http.Headers;
using System.Text.Json;
using Optiglot.Translation;

namespace Optiglot.Server.Tests;

public sealed class TranslateTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private static readonly byte[] Red = TinyModels.Picture(250, 10, 20), Blue = TinyModels.Picture(0, 40, 220);

    private TinyService Service => fixture.Service;

    [Fact]
    public async Task SentencesAndPicturesGiveWhatTheModelGives()
    {
        var answer = await TinyService.ReadAsync(await Service.PostAsync("/v1/translate", new
        {
            sentences = new object[]
            {
                new { text = TinyModels.Lines[0], picture = "r" }, new { text = TinyModels.Lines[0], picture = "b" }, new { text = TinyModels.Lines[0] },
                new { text = "" }
            },
            pictures = new { r = new { data = Red }, b = new { data = Blue } },
        }));
        var expected = TinyModels.Direct(Service.Model, [(TinyModels.Lines[0], Red), (TinyModels.Lines[0], Blue), (TinyModels.Lines[0], null), ("", null)]);
        Assert.Equal(expected.Select(result => result.Text), TinyService.Texts(answer));
        Assert.Equal(3, TinyService.Texts(answer)[..3].Distinct().Count());
        Assert.Equal((Service.Name, "en", "de"),
            (answer.GetProperty("model").GetString(), answer.GetProperty("source").GetString(), answer.GetProperty("target").GetString()));
        var translations = answer.GetProperty("translations").EnumerateArray().ToArray();
        Assert.Equal("r", translations[0].GetProperty("picture").GetString());
        Assert.Equal(expected[0].Score, translations[0].GetProperty("score").GetDouble(), 1e-3);
        Assert.False(translations[2].TryGetProperty("picture", out _));
        Assert.False(translations[0].TryGetProperty("n_best", out _));
        Assert.False(answer.TryGetProperty("pictures", out _));
    }

    [Fact]
    public async Task BeamAndNBestAndAttentionComeOnDemand()
    {
        var answer = await TinyService.ReadAsync(await Service.PostAsync("/v1/translate", new
        {
            sentences = new[] { new { text = TinyModels.Lines[1], picture = "p" } }, pictures = new { p = new { data = Red } }, beam = 7, n_best = 4,
            attention = true,
        }));
        var expected = TinyModels.Direct(Service.Model, [(TinyModels.Lines[1], Red)], new BeamOptions { Beam = 7, NBest = 4 })[0];
        var translation = Assert.Single(answer.GetProperty("translations").EnumerateArray());
        Assert.Equal(expected.NBest.Select(candidate => candidate.Text),
            translation.GetProperty("n_best").EnumerateArray().Select(each => each.GetProperty("text").GetString()));
        var attention = translation.GetProperty("attention");
        int target = attention.GetProperty("target").GetArrayLength(), source = attention.GetProperty("source").GetArrayLength();
        Assert.Equal(TinyModels.Lines[1].Split(' ').Length, source);
        Rows(attention.GetProperty("on_source"), target, source);
        Rows(attention.GetProperty("on_regions"), target, 2);
        var picture = answer.GetProperty("pictures").GetProperty("p");
        Assert.Equal((8, 6), (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32()));
        Assert.Equal(["red", "red"], picture.GetProperty("regions").EnumerateArray().Select(region => region.GetProperty("name").GetString()));
        Assert.Equal(["red"], picture.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));

        static void Rows(JsonElement rows, int count, int width)
        {
            Assert.Equal(count, rows.GetArrayLength());
            Assert.All(rows.EnumerateArray(), row => Assert.Equal(width, row.GetArrayLength()));
            Assert.All(rows.EnumerateArray(), row => Assert.InRange(row.EnumerateArray().Sum(weight => weight.GetDouble()), 0, 1.001));
        }
    }

    [Fact]
    public async Task NBestBeyondTheModelsBeamWidensIt()
    {
        var answer = await TinyService.ReadAsync(await Service.PostAsync("/v1/translate", new { sentences = new[] { new { text = "two dogs" } }, n_best = 9 }));
        Assert.Equal(9, answer.GetProperty("translations")[0].GetProperty("n_best").GetArrayLength());
    }

    [Fact]
    public async Task TermsOfAGlossaryAreTranslatedAsItSays()
    {
        const string Text = "two dogs play with a ball .", Term = "strand";
        string plain = Assert.Single(TinyService.Texts(await TinyService.ReadAsync(
            await Service.PostAsync("/v1/translate", new { sentences = new[] { new { text = Text } } }))));
        string bound = Assert.Single(TinyService.Texts(await TinyService.ReadAsync(await Service.PostAsync("/v1/translate", new
        {
            sentences = new[] { new { text = Text } }, glossary = new { ball = Term },
        }))));
        using MultipartFormDataContent form = new() { { new StringContent(Text), "text" }, { new StringContent($"ball\t{Term}\nbeach\thund\n"), "glossary" } };
        var answer = await TinyService.ReadAsync(await Service.Client.PostAsync("/v1/translate", form, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Term, plain, StringComparison.Ordinal);
        Assert.Contains(Term, bound, StringComparison.Ordinal);
        Assert.Equal(bound, Assert.Single(TinyService.Texts(answer)));   // no beach in it: that term asks for nothing
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task AFormWithFilesDoesTheSame(int pictures)
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent("two dogs"), "text" }, { new StringContent("a man ."), "text" }, { new StringContent("3"), "beam" },
            { new StringContent("2"), "n_best" }
        };
        byte[][] files = [Red, Blue];
        foreach (byte[] file in files[..pictures]) form.Add(File(file), "picture", "../../etc/passwd.png");
        var answer = await TinyService.ReadAsync(await Service.Client.PostAsync("/v1/translate", form, TestContext.Current.CancellationToken));
        byte[]? Of(int sentence) => pictures == 0 ? null : files[pictures == 1 ? 0 : sentence];
        var expected = TinyModels.Direct(Service.Model, [("two dogs", Of(0)), ("a man .", Of(1))], new BeamOptions { Beam = 3, NBest = 2 });
        Assert.Equal(expected.Select(result => result.Text), TinyService.Texts(answer));
        Assert.Equal(2, answer.GetProperty("translations")[0].GetProperty("n_best").GetArrayLength());
    }

    [Fact]
    public async Task FiftyInFlightGetWhatTheyWouldGetAlone()
    {
        (string Text, byte[]? Picture)[] sentences =
            [.. Enumerable.Range(0, 50).Select(
            i => (string.Join(' ', TinyModels.Lines[i % 3].Split(' ').Skip(i % 4)) + $" {i}", i % 2 == 0 ? TinyModels.Picture((byte)(5 * i), 100, 50) : null))];
        var expected = TinyModels.Direct(Service.Model, sentences);
        for (int round = 0; round < 3; round++)
        {
            var answers = await Task.WhenAll(sentences.Select(async sentence => await TinyService.ReadAsync(await Service.PostAsync("/v1/translate", new
            {
                sentences = new[] { new { text = sentence.Text, picture = sentence.Picture is null ? null : "p" } },
                pictures = new Dictionary<string, object> { ["p"] = new { data = sentence.Picture ?? Blue } },
            }))));
            Assert.Equal(expected.Select(result => result.Text), answers.Select(answer => Assert.Single(TinyService.Texts(answer))));
        }

        Assert.True(await Service.MetricAsync("optiglot_cache_hits_total") >= 100);
    }

    [Fact]
    public async Task APictureIsLookedAtOnce()
    {
        byte[] picture = TinyModels.Picture(1, 2, 3);
        var sentences = Enumerable.Range(0, 5).Select(i => new { text = $"dog {i}", picture = $"p{i % 2}" }).ToArray();
        int before = Service.Detector.Looks;
        await TinyService.ReadAsync(await Service.PostAsync("/v1/translate", new
        {
            sentences, pictures = new
            {
                p0 = new { data = picture }, p1 = new { data = TinyModels.Picture(9, 9, 9) }, unused = new { data = TinyModels.Picture(8, 8, 8) }
            }
        }));
        await TinyService.ReadAsync(await Service.PostAsync("/v1/translate", new
        {
            sentences = new[] { new { text = "cat", picture = "other" } }, pictures = new { other = new { data = picture } }
        }));
        Assert.Equal(before + 2, Service.Detector.Looks);
    }

    [Fact]
    public async Task DetectSaysWhatIsSeen()
    {
        var answer = await TinyService.ReadAsync(await Service.PostAsync("/v1/detect", new { pictures = new { one = new { data = Blue } } }));
        Assert.Equal("toy", answer.GetProperty("detector").GetString());
        var region = answer.GetProperty("pictures").GetProperty("one").GetProperty("regions")[1];
        Assert.Equal("blue", region.GetProperty("name").GetString());
        Assert.Equal([0, 0, 0.5, 1], region.GetProperty("box").EnumerateArray().Select(side => side.GetDouble()));
        using MultipartFormDataContent form = new() { { File(Red), "picture", "a.png" }, { File(Blue), "picture", "a.png" } };
        var pictures = (await TinyService.ReadAsync(await Service.Client.PostAsync("/v1/detect", form, TestContext.Current.CancellationToken)))
            .GetProperty("pictures");
        Assert.Equal(["red", "blue"], ((string[])["0", "1"]).Select(name => pictures.GetProperty(name).GetProperty("tags")[0].GetString()));
    }

    [Fact]
    public async Task WhatWasSplitIsTold()
    {
        var answer = await TinyService.ReadAsync(await Service.PostAsync("/v1/translate", new
        {
            sentences = new[] { new { text = string.Join(' ', Enumerable.Repeat("two dogs play ,", 100)) } }
        }));
        Assert.Contains("parts", answer.GetProperty("translations")[0].GetProperty("notes")[0].GetString());
    }

    private static ByteArrayContent File(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
}
