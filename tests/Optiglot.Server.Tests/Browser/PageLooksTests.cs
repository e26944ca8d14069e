using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Optiglot.Server.Tests;

/// <summary>How the page looks at the sizes and in the colours that people have: nothing serious for axe, nothing wider than the window; pictures of it are kept for eyes.</summary>
public sealed class PageLooksTests(ServiceFixture fixture, Chromium chromium) : IClassFixture<ServiceFixture>, IClassFixture<Chromium>
{
    [Theory]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(1280, 900, ColorScheme.Dark)]
    public async Task ItIsLegibleForEverybody(int width, int height, ColorScheme scheme)
    {
        await using var page = await chromium.OpenAsync(fixture.Service, width, height, scheme);
        await CheckAsync(page, $"{width}-{scheme}-empty");
        await PageUnderTest.ChooseAsync(page.Photo, TinyModels.Picture(250, 10, 20, 400, 300));
        await PageUnderTest.CountAsync(page.Boxes, 2);
        await PageUnderTest.ChooseAsync(page.Page.Locator("#other"), TinyModels.Picture(0, 40, 220, 400, 300), "another-photo-with-a-rather-long-name-2026-11-28.png");
        await page.TranslateAsync(TinyModels.Lines[2], 3);
        await page.Words(2).First.ClickAsync();
        await page.Words().First.ClickAsync();
        await CheckAsync(page, $"{width}-{scheme}-results");
        await page.GiveAsync("drop", [1], "text/plain");
        await page.ProblemAsync();
        await CheckAsync(page, $"{width}-{scheme}-problem");
    }

    private static async Task CheckAsync(PageUnderTest page, string name)
    {
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Screenshots, $"{name}.png"), FullPage = true });
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{name}: wider than the window");
        var found = await page.Page.RunAxe();
        Assert.DoesNotContain(found.Violations, violation => violation.Impact is "serious" or "critical");
        Assert.NotEmpty(found.Passes);
    }
}
