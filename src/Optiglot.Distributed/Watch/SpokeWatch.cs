using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Optiglot.Distributed.Watch;

/// <summary>The side of all ranks but 0: tells rank 0 what it is at, and hears what has happened to others.</summary>
internal sealed class SpokeWatch : RankWatch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly RankLine line;
    private long heard = Stopwatch.GetTimestamp();
    private bool isDone;

    internal SpokeWatch(int rank, string address, RankLimits limits) : base(limits)
    {
        string[] words = address.Split(' ');
        line = Call(int.Parse(words[0], CultureInfo.InvariantCulture), words[2] == Environment.MachineName ? ["127.0.0.1", .. words[3..]] : words[3..]);
        line.Send("hello", words[1], rank.ToString(CultureInfo.InvariantCulture));
        _ = Listen();
    }

    /// <inheritdoc/>
    internal override void Tell(string reason) => line.Send("fail", reason);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        line.Send("bye");
        line.Dispose();
    }

    /// <inheritdoc/>
    protected override void Look()
    {
        (RankState state, string _, TimeSpan lasting) = Activity.Now;
        line.Send("state", $"{state}", lasting.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        if (!isDone && Stopwatch.GetElapsedTime(Volatile.Read(ref heard)) > Limits.Silence)
            Failed(0, FormattableString.Invariant($"no sign of life for {Limits.Silence.TotalSeconds:0} seconds: stopped, or its machine is gone"));
    }

    private static RankLine Call(int port, string[] hosts)
    {
        foreach (string host in hosts)
        {
            TcpClient client = new();
            try
            {
                if (client.ConnectAsync(host, port).Wait(Patience)) return new RankLine(client);
            }
            catch (AggregateException)
            {
                // The next address.
            }

            client.Dispose();
        }

        throw new IOException(
            $"rank 0 cannot be reached at {string.Join(", ", hosts)}, port {port}: ranks watch each other over TCP; open the ports between the machines");
    }

    private async Task Listen()
    {
        while (await line.Receive().ConfigureAwait(false) is { } words)
        {
            Volatile.Write(ref heard, Stopwatch.GetTimestamp());
            if (words is ["failed", var rank, var reason]) Failed(int.Parse(rank, CultureInfo.InvariantCulture), reason, isNews: false);
            else if (words is ["bye"]) isDone = true;
        }

        if (!isDone && !IsOver) Failed(0);
    }
}
