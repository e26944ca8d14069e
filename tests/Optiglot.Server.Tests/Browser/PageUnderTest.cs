using Microsoft.Playwright;

namespace Optiglot.Server.Tests;

/// <summary>
/// The page in a browser, as a person uses it. What the browser complains of, a script's error or a part that its policy stops, fails the test at the end.
/// </summary>
internal sealed class PageUnderTest : IAsyncDisposable
{
    // A busy machine translates slowly.
    private const float Patience = 60_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private PageUnderTest(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.SetDefaultTimeout(Patience);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            // Answers that are problems are told of here, too; the tests that make them look at the page.
            bool isAnswer = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !isAnswer) _complaints.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public ILocator Photo => Page.Locator("#file");

    public ILocator Sentence => Page.Locator("#text");

    public ILocator Cards => Page.Locator("article");

    public ILocator Boxes => Page.Locator("#frame .box");

    public ILocator Problem => Page.GetByRole(AriaRole.Alert);

    /// <summary>Words of the translation in a card.</summary>
    public ILocator Words(int card = 0) => Cards.Nth(card).Locator(".words.target button");

    public static async Task<PageUnderTest> OpenAsync(IBrowserContext context)
    {
        PageUnderTest page = new(context, await context.NewPageAsync());
        await page.Page.GotoAsync("/");
        return page;
    }

    /// <summary>Chooses a photo.</summary>
    public static Task ChooseAsync(ILocator input, byte[] picture, string name = "photo.png", string type = "image/png") =>
        input.SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = picture });

    /// <summary>Types the sentence and asks for translations, until they are there.</summary>
    public async Task TranslateAsync(string sentence, int cards)
    {
        await Sentence.FillAsync(sentence);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Translate", Exact = true }).ClickAsync();
        await CountAsync(Cards, cards);
    }

    /// <summary>Waits until there are so many.</summary>
    public static Task CountAsync(ILocator locator, int count) => Assertions.Expect(locator).ToHaveCountAsync(count, new() { Timeout = Patience });

    /// <summary>Waits until the alert says something.</summary>
    public async Task<string> ProblemAsync()
    {
        await Assertions.Expect(Problem).ToBeVisibleAsync(new() { Timeout = Patience });
        return await Problem.InnerTextAsync();
    }

    /// <summary>Drops a file on the page, or pastes it: the browser's own events, made by hand.</summary>
    /// <param name="how"><c>drop</c> or <c>paste</c>.</param>
    /// <param name="file">The file.</param>
    /// <param name="type">Its media type.</param>
    public Task GiveAsync(string how, byte[] file, string type) => Page.EvaluateAsync(
        """
        ([how, base64, type]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], "given", { type }));
          const options = { bubbles: true, cancelable: true };
          const drop = () => new DragEvent("drop", { ...options, dataTransfer: transfer });
          const paste = () => new ClipboardEvent("paste", { ...options, clipboardData: transfer });
          document.body.dispatchEvent(how === "drop" ? drop() : paste());
        }
        """,
        new[] { how, Convert.ToBase64String(file), type });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
