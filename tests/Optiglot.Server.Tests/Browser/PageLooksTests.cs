using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Optiglot.Server.Tests;

/// <summary>
/// How the page looks at the sizes and in the colours that people have: nothing serious for axe, nothing wider than the window.
/// Pictures of it are kept for eyes.
/// </summary>
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
        byte[] blue = TinyModels.Picture(0, 40, 220, 400, 300);
        await PageUnderTest.ChooseAsync(page.Page.Locator("#other"), blue, "another-photo-with-a-rather-long-name-2026-11-28.png");
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
        int[] widths = await page.Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        Assert.True(widths[0] <= widths[1], $"{name}: {widths[0]} pixels in a window of {widths[1]}");
        var found = await page.Page.RunAxe();
        string[] serious = [.. found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(Describe)];
        Assert.Empty(serious);
        Assert.NotEmpty(found.Passes);
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Select(node => node.Html))}";
}
