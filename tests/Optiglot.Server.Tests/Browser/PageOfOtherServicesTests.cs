using System.Security.Cryptography;
using Microsoft.Playwright;
using Optiglot.Translation;
using static Microsoft.Playwright.Assertions;

namespace Optiglot.Server.Tests;

/// <summary>The page of services that want a key, serve several models, or see no pictures.</summary>
public sealed class PageOfOtherServicesTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task AKeyIsAskedForAndThenUsed()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData("secret"u8));
        await using var service = await TinyService.StartAsync(options => options with { ApiKeys = [$"ann {hash}"] });
        await using var page = await chromium.OpenAsync(service);
        Assert.Contains("wants a key", await page.ProblemAsync());
        ILocator key = page.Page.Locator("#key");
        await Expect(key).ToBeFocusedAsync();
        await key.FillAsync("wrong");
        await page.Sentence.FocusAsync();
        await Expect(page.Problem).ToBeVisibleAsync();
        await key.FillAsync("secret");
        await page.TranslateAsync("two dogs", 1);
        await Expect(page.Problem).ToBeHiddenAsync();
    }

    [Fact]
    public async Task ModelsAreChosenAndThoseThatSeeNothingSaySo()
    {
        await using var service = await TinyService.StartAsync(options =>
        {
            string blind = Path.Combine(Path.GetDirectoryName(options.Models[0])!, "blind");
            TinyModels.Save(blind, "blind", pictures: false, seed: 9, target: "fr");
            return options with { Models = [.. options.Models, blind] };
        });
        await using var page = await chromium.OpenAsync(service);
        byte[] red = TinyModels.Picture(250, 10, 20, 80, 60);
        await PageUnderTest.ChooseAsync(page.Photo, red);
        await PageUnderTest.CountAsync(page.Boxes, 2);
        await page.TranslateAsync("two dogs", 2);
        await page.Page.Locator("#model").SelectOptionAsync("blind");
        await PageUnderTest.CountAsync(page.Cards, 0);
        await PageUnderTest.CountAsync(page.Boxes, 0);
        await Expect(page.Page.Locator("#seen")).ToContainTextAsync("sees no pictures");
        await page.TranslateAsync("two dogs", 1);
        string expected = TinyModels.Direct(service.Beside("blind"), [("two dogs", null)], new BeamOptions { NBest = 3 })[0].Text;
        await Expect(page.Cards.Locator(".best li").First).ToContainTextAsync(expected);
        await Expect(page.Cards.Locator(".words.target")).ToHaveAttributeAsync("lang", "fr");
    }

    [Fact]
    public async Task WhereNoModelSeesPicturesNoneIsAskedFor()
    {
        await using var service = await TinyService.StartAsync(pictures: false);
        await using var page = await chromium.OpenAsync(service);
        await page.TranslateAsync("two dogs", 1);
        await Expect(page.Page.Locator("#picture")).ToBeHiddenAsync();
    }
}
