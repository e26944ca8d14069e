using Microsoft.Playwright;

namespace Optiglot.Server.Tests;

/// <summary>The system's Chromium, driven by Playwright. Nothing is fetched: where there is none, tests skip and say so.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Environment variable with the path of a Chromium or Chrome, where it is not on the PATH.</summary>
    private const string Variable = "OPTIGLOT_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Pictures of the page land here, for eyes.</summary>
    public static string Screenshots { get; } = Path.Combine(AppContext.BaseDirectory, "screenshots");

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path) return;
        _playwright = await Playwright.CreateAsync();
        // A container's root has no sandbox; the page is our own.
        string[] flags = ["--no-sandbox", "--disable-dev-shm-usage"];
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens the page of a service in a window of its own.</summary>
    /// <param name="service">The service.</param>
    /// <param name="width">Width of the window, pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="scheme">Light or dark.</param>
    internal async Task<PageUnderTest> OpenAsync(TinyService service, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        if (_browser is null) Assert.Skip($"there is no Chromium: install it (Debian: apt-get install chromium), or set {Variable} to its path");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            BaseURL = service.Server.Urls[0],
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await PageUnderTest.OpenAsync(context);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } told) return told;
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
