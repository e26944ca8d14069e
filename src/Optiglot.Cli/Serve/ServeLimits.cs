using System.CommandLine;
using Optiglot.Server;

namespace Optiglot.Cli;

/// <summary>The options that say how much a request may ask for.</summary>
internal sealed class ServeLimits
{
    private const int Million = 1_000_000, Megabyte = 1 << 20;

    private static readonly ServerLimits Defaults = new();

    private readonly Option<int> body = new("--max-body")
    {
        Description = "Largest request, megabytes", HelpName = "MB", DefaultValueFactory = _ => (int)(Defaults.BodyBytes / Megabyte)
    };
    private readonly Option<int> pixels = new("--max-pixels")
    {
        Description = "Largest picture, millions of pixels", HelpName = "MP", DefaultValueFactory = _ => (int)(Defaults.Pixels / Million)
    };
    private readonly Option<int> pictures = new("--max-pictures")
    {
        Description = "Most pictures a request", HelpName = "N", DefaultValueFactory = _ => Defaults.Pictures
    };
    private readonly Option<int> sentences = new("--max-sentences")
    {
        Description = "Most sentences a request", HelpName = "N", DefaultValueFactory = _ => Defaults.Sentences
    };
    private readonly Option<int> words = new("--max-words")
    {
        Description = "Most words a sentence", HelpName = "N", DefaultValueFactory = _ => Defaults.Words
    };
    private readonly Option<int> beam = new("--max-beam") { Description = "Widest beam", HelpName = "N", DefaultValueFactory = _ => Defaults.Beam };
    private readonly Option<int> time = new("--max-seconds")
    {
        Description = "Longest time for a request", HelpName = "S", DefaultValueFactory = _ => (int)Defaults.Time.TotalSeconds
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option<int> option in (Option<int>[])[body, pixels, pictures, sentences, words, beam, time]) command.Add(option);
    }

    /// <summary>Their values.</summary>
    /// <exception cref="ArgumentException">One is not positive.</exception>
    public ServerLimits Read(ParseResult parse)
    {
        ServerLimits limits = new()
        {
            BodyBytes = (long)parse.GetValue(body) * Megabyte, Pixels = (long)parse.GetValue(pixels) * Million, Pictures = parse.GetValue(pictures),
            Sentences = parse.GetValue(sentences),
            Words = parse.GetValue(words), Beam = parse.GetValue(beam), Time = TimeSpan.FromSeconds(parse.GetValue(time)),
        };
        limits.Validate();
        return limits;
    }
}
