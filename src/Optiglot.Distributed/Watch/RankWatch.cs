using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Optiglot.Distributed.Watch;

/// <summary>
/// Watches that all ranks live and come on. Beside the engine, which waits for ever, each rank has a line to rank 0: a rank that dies, stops, hangs or gives up
/// is told to all within a minute, with its number and the reason.
/// </summary>
internal abstract class RankWatch : IDisposable
{
    /// <summary>How long a failing rank leaves the others to read why.</summary>
    internal static readonly TimeSpan TimeToRead = TimeSpan.FromSeconds(2);

    private const string GoneWithoutAWord = "ended without a word: killed, or out of memory";

    private readonly Thread beat;
    private readonly CancellationTokenSource over = new();
    private RankFailedException? failure;

    protected RankWatch(RankLimits limits)
    {
        Limits = limits;
        beat = new Thread(Beat) { IsBackground = true, Name = "signs of life" };
    }

    /// <summary>What has happened to another rank; null while all is well.</summary>
    internal RankFailedException? Failure => Volatile.Read(ref failure);

    protected RankActivity Activity { get; } = new();

    protected RankLimits Limits { get; }

    protected bool IsOver => over.IsCancellationRequested;

    /// <summary>Begins to watch: rank 0 listens, the others call it. All ranks must.</summary>
    /// <exception cref="IOException">Rank 0 cannot be reached.</exception>
    internal static RankWatch Start(ICommunicator ranks, RankLimits? limits = null, Action<RankFailedException>? notice = null)
    {
        if (ranks.Rank == 0)
        {
            HubWatch hub = new(ranks.Count, limits ?? RankLimits.Usual) { Notice = notice };
            ranks.GatherText(hub.Address);
            return hub.Begin<HubWatch>();
        }

        string address = ranks.GatherText("")[0];
        return new SpokeWatch(ranks.Rank, address, limits ?? RankLimits.Usual) { Notice = ranks.Rank == 1 ? notice : null }.Begin<SpokeWatch>();
    }

    /// <summary>Is long about something until the result is disposed.</summary>
    internal IDisposable Busy(string what) => Activity.Enter(RankState.Busy, what);

    /// <summary>Waits at a common operation until the result is disposed.</summary>
    internal IDisposable Waiting(string what) => Activity.Enter(RankState.Waiting, what);

    /// <summary>Tells the others that this rank gives up.</summary>
    internal abstract void Tell(string reason);

    /// <summary>Ends in peace.</summary>
    public virtual void Dispose()
    {
        over.Cancel();
        if (beat.IsAlive && Thread.CurrentThread != beat) beat.Join(TimeSpan.FromSeconds(5));
    }

    /// <summary>A sign of life to the others, and a look at theirs.</summary>
    protected abstract void Look();

    /// <summary>Told of the first failure that this side finds out by itself.</summary>
    protected Action<RankFailedException>? Notice { get; init; }

    /// <summary>Takes note of a failure, the first one's.</summary>
    /// <param name="rank">Whose.</param>
    /// <param name="reason">What happened; null: nobody knows.</param>
    /// <param name="isNews">Whether nobody was told of it yet.</param>
    protected void Failed(int rank, string? reason = null, bool isNews = true)
    {
        RankFailedException found = new(rank, reason ?? GoneWithoutAWord);
        if (Interlocked.CompareExchange(ref failure, found, null) is null && isNews) Notice?.Invoke(found);
    }

    private T Begin<T>() where T : RankWatch
    {
        beat.Start();
        return (T)this;
    }

    private void Beat()
    {
        while (!over.Token.WaitHandle.WaitOne(Limits.Beat)) Look();
    }

    /// <summary>Where rank 0 listens, as one line: addresses, port, and a word that only ranks of this job know.</summary>
    protected static string AddressOf(int port, string word)
    {
        IEnumerable<string> addresses = NetworkInterface.GetAllNetworkInterfaces().Where(each => each.OperationalStatus == OperationalStatus.Up)
            .SelectMany(each => each.GetIPProperties().UnicastAddresses).Select(each => each.Address)
            .Where(each => each.AddressFamily == AddressFamily.InterNetwork).OrderBy(IPAddress.IsLoopback).Select(each => each.ToString());
        return string.Join(' ', [$"{port}", word, Environment.MachineName, .. addresses]);
    }

    protected static string NewWord() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Compares in a time that tells nothing.</summary>
    protected static bool IsSame(string word, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(word), Encoding.UTF8.GetBytes(other));
}
