using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Optiglot.Distributed.Watch;

/// <summary>Rank 0's side: hears all others, and tells each what has happened to one.</summary>
internal sealed class HubWatch : RankWatch
{
    private readonly TcpListener listener = new(IPAddress.Any, 0);
    private readonly Spoke?[] spokes;
    private readonly string word = NewWord();
    private bool told;

    internal HubWatch(int count, RankLimits limits) : base(limits)
    {
        spokes = new Spoke?[count];
        listener.Start(count);
        Address = AddressOf(((IPEndPoint)listener.LocalEndpoint).Port, word);
        _ = Accept();
    }

    /// <summary>Where others call.</summary>
    internal string Address { get; }

    /// <inheritdoc/>
    internal override void Tell(string reason)
    {
        Failed(0, reason, isNews: false);
        TellAll();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        listener.Dispose();
        foreach (Spoke? spoke in spokes)
        {
            spoke?.Line.Send("bye");
            spoke?.Line.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Look()
    {
        foreach (Spoke? spoke in spokes) spoke?.Line.Send("alive");
        foreach ((int rank, Spoke? spoke) in spokes.Index())
        {
            if (spoke is null || spoke.IsDone) continue;
            if (Stopwatch.GetElapsedTime(spoke.Heard) > Limits.Silence)
                Failed(rank, FormattableString.Invariant($"no sign of life for {Limits.Silence.TotalSeconds:0} seconds: stopped, or its machine is gone"));
        }

        if (Hung() is { } hung)
            Failed(hung.Rank, FormattableString.Invariant(
            $"hangs: it has computed for {hung.For.TotalSeconds:0} seconds while others wait ({RankLimits.Variable} sets how long they do)"));
        TellAll();
    }

    // A rank that computes while another waits, both for too long.
    private (int Rank, TimeSpan For)? Hung()
    {
        (int Rank, RankState State, TimeSpan For)[] all =
        [
            (0, Activity.Now.State, Activity.Now.For),
            .. spokes.Index().Where(each => each.Item is { IsDone: false })
                .Select(each => (each.Index, each.Item!.State, each.Item.For + Stopwatch.GetElapsedTime(each.Item.Heard))),
        ];
        if (!all.Any(each => each.State == RankState.Waiting && each.For > Limits.Hang)) return null;
        (int Rank, RankState State, TimeSpan For) worst = all.Where(each => each.State == RankState.Working && each.For > Limits.Hang)
            .OrderByDescending(each => each.For).FirstOrDefault();
        return worst.For > TimeSpan.Zero ? (worst.Rank, worst.For) : null;
    }

    private void TellAll()
    {
        if (Failure is not { } failure || Interlocked.Exchange(ref told, true)) return;
        foreach (Spoke? spoke in spokes) Tell(spoke, failure);
    }

    private static void Tell(Spoke? spoke, RankFailedException failure) =>
        spoke?.Line.Send("failed", failure.Rank.ToString(CultureInfo.InvariantCulture), failure.Reason);

    private async Task Accept()
    {
        while (!IsOver)
        {
            try
            {
                _ = Listen(new RankLine(await listener.AcceptTcpClientAsync().ConfigureAwait(false)));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task Listen(RankLine line)
    {
        string[]? hello = await line.Receive().ConfigureAwait(false);
        if (hello is not ["hello", var given, var number] || !IsSame(given, word)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int rank) || rank <= 0 || rank >= spokes.Length)
        {
            line.Dispose();
            return;
        }

        Spoke spoke = new(line);
        Volatile.Write(ref spokes[rank], spoke);
        // One that comes late has missed it.
        if (Failure is { } before) Tell(spoke, before);
        while (await line.Receive().ConfigureAwait(false) is { } words)
        {
            if (words is ["state", var state, var seconds])
                spoke.Hear(Enum.Parse<RankState>(state), TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
            else if (words is ["fail", var reason]) Failed(rank, reason);
            else if (words is ["bye"]) spoke.IsDone = true;
        }

        if (!spoke.IsDone && !IsOver) Failed(rank);
        spoke.IsDone = true;
        TellAll();
    }

    private sealed class Spoke(RankLine line)
    {
        internal RankLine Line => line;

        internal long Heard { get; private set; } = Stopwatch.GetTimestamp();

        internal RankState State { get; private set; }

        internal TimeSpan For { get; private set; }

        internal bool IsDone { get; set; }

        internal void Hear(RankState state, TimeSpan lasting) => (State, For, Heard) = (state, lasting, Stopwatch.GetTimestamp());
    }
}
