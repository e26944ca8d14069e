using System.CommandLine;
using Optiglot.Bench;

namespace Optiglot.Cli;

/// <summary>The options that say against whom a benchmark runs.</summary>
internal sealed class PeerOptions
{
    private readonly Option<bool> peer = new("--peer") { Description = "Run PyTorch on the same work in turn with ours, and give the ratio round by round" };
    private readonly Option<string> python = new("--python")
    {
        Description = "The Python that has PyTorch", HelpName = "PATH", DefaultValueFactory = _ => "/usr/bin/python3"
    };
    private readonly Option<string?> peers = new("--peers")
    {
        Description = "Folder of the peer's scripts (default: the repository's bench/peers)", HelpName = "DIR"
    };
    private readonly Option<PeerSettings> settings = new("--peer-settings")
    {
        Description = "The peer's allocator and spin settings: the launcher's, plain defaults, or the faster of both", DefaultValueFactory = _ =>
            PeerSettings.Best
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[peer, python, peers, settings]) command.Add(option);
    }

    /// <summary>Whether the peer shall run.</summary>
    public bool IsWanted(ParseResult parse) => parse.GetValue(peer);

    /// <summary>The host with the peer's choices.</summary>
    public BenchHost Apply(ParseResult parse, BenchHost host) => host with
    {
        Python = parse.GetRequiredValue(python), Peers = parse.GetValue(peers), PeerSettings = parse.GetValue(settings)
    };
}
