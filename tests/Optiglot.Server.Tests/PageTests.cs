using System.Net;
using System.Text.RegularExpressions;

namespace Optiglot.Server.Tests;

/// <summary>The page as it is served; what it does in a browser is tested there.</summary>
public sealed partial class PageTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private static readonly string[] Files = ["index.html", "style.css", "app.js", "api.js", "photo.js", "boxes.js", "results.js", "icon.svg"];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThePageIsAtTheRootUnderAStrictPolicy()
    {
        var page = await fixture.Service.Client.GetAsync("/", Test);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(await page.Content.ReadAsStringAsync(Test), await fixture.Service.Client.GetStringAsync("/index.html", Test));
    }

    [Fact]
    public async Task AllItsPartsAreHereAndNoneElsewhere()
    {
        HashSet<string> named = ["index.html"];
        foreach (string file in Files)
        {
            string text = await fixture.Service.Client.GetStringAsync($"/{file}", Test);
            Assert.DoesNotMatch(ElsewhereOrInline(), text.Replace("http://www.w3.org/2000/svg", ""));
            named.UnionWith(Part().Matches(text).Select(part => part.Groups["file"].Value));
        }

        // What a part names is served, and what is served is named.
        Assert.Equal(Files.Order(), named.Order());
    }

    [Fact]
    public async Task EveryElementThatTheProgramNamesIsOnThePage()
    {
        string page = await fixture.Service.Client.GetStringAsync("/", Test), program = await fixture.Service.Client.GetStringAsync("/app.js", Test);
        string[] wanted = [.. Element().Matches(program).Select(match => match.Groups["id"].Value).Distinct()];
        Assert.True(wanted.Length > 10);
        Assert.All(wanted, id => Assert.Contains($"id=\"{id}\"", page));
    }

    [GeneratedRegex("""https?://|<script>|<style|\sstyle=|\son[a-z]+=""")]
    private static partial Regex ElsewhereOrInline();

    [GeneratedRegex("""(?:href=|src=|from )"(?:\./)?(?<file>[a-z]+\.(?:css|js|svg))""")]
    private static partial Regex Part();

    [GeneratedRegex("""part\("(?<id>[a-z-]+)"\)""")]
    private static partial Regex Element();
}
