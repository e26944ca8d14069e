using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Optiglot.Translation;
using static Microsoft.Playwright.Assertions;

namespace Optiglot.Server.Tests;

/// <summary>What the page does for a person, in a real browser, against a real service and model.</summary>
public sealed class PageInChromiumTests(ServiceFixture fixture, Chromium chromium) : IClassFixture<ServiceFixture>, IClassFixture<Chromium>
{
    private static readonly byte[] Red = TinyModels.Picture(250, 10, 20, 80, 60), Blue = TinyModels.Picture(0, 40, 220, 80, 60);

    private TinyService Service => fixture.Service;

    [Fact]
    public async Task APhotoIsSeenAndTheSentenceTranslatedWithAndWithoutIt()
    {
        await using var page = await chromium.OpenAsync(Service);
        await PageUnderTest.ChooseAsync(page.Photo, Red);
        await PageUnderTest.CountAsync(page.Boxes, 2);
        await Expect(page.Page.Locator("#seen")).ToHaveTextAsync("Seen: red.");
        await Expect(page.Boxes.First).ToHaveTextAsync("red");
        await page.TranslateAsync(TinyModels.Lines[0], 2);
        BeamOptions search = new() { NBest = 3 };
        var expected = TinyModels.Direct(Service.Model, [(TinyModels.Lines[0], Red), (TinyModels.Lines[0], null)], search);
        Assert.Equal(["With the picture", "Without the picture"], await page.Cards.Locator("h2").AllInnerTextsAsync());
        for (int card = 0; card < 2; card++)
        {
            var best = await page.Cards.Nth(card).Locator(".best li").AllInnerTextsAsync();
            var texts = best.Select(line => line[..line.LastIndexOf(" (", StringComparison.Ordinal)]);
            Assert.Equal(expected[card].NBest.Select(candidate => candidate.Text), texts);
        }
    }

    [Fact]
    public async Task AWordInUseLightsWhatItLookedAt()
    {
        await using var page = await chromium.OpenAsync(Service);
        await PageUnderTest.ChooseAsync(page.Photo, Red);
        await page.TranslateAsync(TinyModels.Lines[1], 2);
        var answer = await TinyService.ReadAsync(await Service.PostAsync("/v1/translate", new
        {
            sentences = new[] { new { text = TinyModels.Lines[1], picture = "p" } }, pictures = new { p = new { data = Red } }, n_best = 3, attention = true,
        }));
        var attention = answer.GetProperty("translations")[0].GetProperty("attention");
        double[][] Rows(string name) => [.. attention.GetProperty(name).EnumerateArray().Select(Row)];
        double[] Row(JsonElement row) => [.. row.EnumerateArray().Select(weight => weight.GetDouble())];
        double[][] source = Rows("on_source"), regions = Rows("on_regions");
        double strongest = source.Max(row => row.Max());
        await PageUnderTest.CountAsync(page.Words(), source.Length);
        for (int word = 0; word < Math.Min(3, source.Length); word++)
        {
            await page.Words().Nth(word).HoverAsync();
            string share = await page.Cards.First.Locator(".share").InnerTextAsync();
            Assert.EndsWith("% at the picture", share);
            Assert.Equal(100 * regions[word].Sum(), int.Parse(share.Split(' ')[^4].TrimEnd('%'), CultureInfo.InvariantCulture), 1.0);
            string[] heats = await page.Cards.First.Locator(".words.source .heat").EvaluateAllAsync<string[]>("heats => heats.map(heat => heat.style.opacity)");
            double[] shown = [.. heats.Select(heat => double.Parse(heat, CultureInfo.InvariantCulture))];
            Assert.Equal(source[word].Select(weight => 0.4 * weight / strongest), shown, (a, b) => Math.Abs(a - b) < 1e-3);
            await Expect(page.Cards.First.Locator(".frame.looking")).ToHaveCountAsync(1);
        }

        await page.Sentence.HoverAsync();
        await Expect(page.Cards.First.Locator(".frame.looking")).ToHaveCountAsync(0);
        // What was pressed stays lit, on a phone too, where nothing hovers.
        await page.Words().Nth(1).ClickAsync();
        await page.Sentence.HoverAsync();
        await Expect(page.Cards.First.Locator(".frame.looking")).ToHaveCountAsync(1);
        await Expect(page.Words().Nth(1)).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task AnotherPictureIsSetBesideIt()
    {
        await using var page = await chromium.OpenAsync(Service);
        await Expect(page.Page.Locator("#other-row")).ToBeHiddenAsync();
        await PageUnderTest.ChooseAsync(page.Photo, Red);
        await PageUnderTest.CountAsync(page.Boxes, 2);
        await PageUnderTest.ChooseAsync(page.Page.Locator("#other"), Blue, "blue.png");
        await page.TranslateAsync(TinyModels.Lines[0], 3);
        await Expect(page.Cards.Nth(2).Locator("h2")).ToHaveTextAsync("With another picture");
        await PageUnderTest.CountAsync(page.Cards.Nth(2).Locator(".box"), 2);
        await Expect(page.Cards.Nth(2).Locator(".box").First).ToHaveTextAsync("blue");
        await Expect(page.Boxes.First).ToHaveTextAsync("red");
        // Another photo: what was said with the old one is not left under it.
        await PageUnderTest.ChooseAsync(page.Photo, Blue);
        await PageUnderTest.CountAsync(page.Cards, 0);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the picture" }).ClickAsync();
        await page.TranslateAsync(TinyModels.Lines[0], 1);
        await Expect(page.Cards.Locator("h2")).ToHaveTextAsync("Translation");
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("paste")]
    public async Task APhotoMayBeDroppedOrPasted(string how)
    {
        await using var page = await chromium.OpenAsync(Service);
        await page.GiveAsync(how, Blue, "image/png");
        await PageUnderTest.CountAsync(page.Boxes, 2);
        await Expect(page.Page.Locator("#seen")).ToHaveTextAsync("Seen: blue.");
    }

    [Fact]
    public async Task WhatTheServiceDoesNotTakeIsDrawnAnewBeforeItIsSent()
    {
        await using var page = await chromium.OpenAsync(Service);
        var sent = page.Page.WaitForRequestAsync("**/v1/detect");
        await page.GiveAsync("drop", Bitmap(4096, 4, blue: 255), "image/bmp");
        await PageUnderTest.CountAsync(page.Boxes, 2);
        await Expect(page.Page.Locator("#seen")).ToHaveTextAsync("Seen: blue.");
        Assert.Equal(2048, await page.Page.Locator("#photo").EvaluateAsync<int>("photo => photo.naturalWidth"));
        Assert.Contains("\"/9j/", (await sent).PostData);
    }

    [Fact]
    public async Task ItIsUsedByKeyboardAlone()
    {
        await using var page = await chromium.OpenAsync(Service);
        await PageUnderTest.ChooseAsync(page.Photo, Red);
        await PageUnderTest.CountAsync(page.Boxes, 2);
        var keys = page.Page.Keyboard;
        string[] stops = ["file", "remove", "text"];
        foreach (string stop in stops)
        {
            await keys.PressAsync("Tab");
            Assert.Equal(stop, await page.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        }

        await keys.TypeAsync(TinyModels.Lines[0]);
        await keys.PressAsync("Control+Enter");
        await PageUnderTest.CountAsync(page.Cards, 2);
        for (int tabs = 0; tabs < 12 && !await IsWord(); tabs++) await keys.PressAsync("Tab");
        Assert.True(await IsWord(), "no word is reached by Tab");
        await Expect(page.Cards.First.Locator(".frame.looking")).ToHaveCountAsync(1);
        await keys.PressAsync("End");
        await Expect(page.Words().Last).ToBeFocusedAsync();
        await keys.PressAsync("Home");
        await Expect(page.Words().First).ToBeFocusedAsync();
        await keys.PressAsync("ArrowRight");
        await Expect(page.Words().Nth(1)).ToBeFocusedAsync();

        Task<bool> IsWord() => page.Page.EvaluateAsync<bool>("() => document.activeElement.matches('.words.target button')");
    }

    [Fact]
    public async Task ErrorsAreKind()
    {
        await using var page = await chromium.OpenAsync(Service);
        await page.GiveAsync("drop", [1, 2, 3], "text/plain");
        Assert.Contains("no picture", await page.ProblemAsync());
        await PageUnderTest.ChooseAsync(page.Photo, [1, 2, 3], "broken.heic", "image/heic");
        Assert.Contains("Choose a JPEG", await page.ProblemAsync());
        await PageUnderTest.ChooseAsync(page.Photo, [1, 2, 3]);
        Assert.Contains("not a JPEG, PNG, WebP, GIF or BMP", await page.ProblemAsync());
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the picture" }).ClickAsync();
        (int Status, string Says)[] cases = [(429, "Try again in 7 seconds"), (413, "too large"), (500, "on our side"), (504, "too long")];
        foreach (var (status, says) in cases)
        {
            Dictionary<string, string> headers = new() { ["Retry-After"] = "7" };
            RouteFulfillOptions answer = new() { Status = status, Headers = headers, Body = "<html>a proxy's</html>" };
            await page.Page.RouteAsync("**/v1/translate", route => route.FulfillAsync(answer));
            await page.Sentence.FillAsync("two dogs");
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Translate", Exact = true }).ClickAsync();
            await Expect(page.Problem).ToContainTextAsync(says, new() { Timeout = 60_000 });
            await page.Page.UnrouteAsync("**/v1/translate");
        }

        await page.Page.RouteAsync("**/v1/translate", route => route.AbortAsync());
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Translate", Exact = true }).ClickAsync();
        await Expect(page.Problem).ToContainTextAsync("does not answer", new() { Timeout = 60_000 });
        await page.Page.UnrouteAsync("**/v1/translate");
        await page.TranslateAsync("two dogs", 1);
        await Expect(page.Problem).ToBeHiddenAsync();
    }

    // A BMP file of one colour, 24 bits a pixel.
    private static byte[] Bitmap(int width, int height, byte blue)
    {
        const int Header = 54;
        byte[] file = new byte[Header + 3 * width * height];
        (file[0], file[1], file[10], file[14], file[26], file[28]) = ((byte)'B', (byte)'M', Header, 40, 1, 24);
        BitConverter.GetBytes(file.Length).CopyTo(file, 2);
        BitConverter.GetBytes(width).CopyTo(file, 18);
        BitConverter.GetBytes(height).CopyTo(file, 22);
        for (int pixel = Header; pixel < file.Length; pixel += 3) file[pixel] = blue;
        return file;
    }
}
