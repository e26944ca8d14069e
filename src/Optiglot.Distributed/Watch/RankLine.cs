using System.Net.Sockets;
using System.Text;

namespace Optiglot.Distributed.Watch;

/// <summary>A connection between two ranks on which lines go to and fro: signs of life, and why a rank cannot go on.</summary>
internal sealed class RankLine : IDisposable
{
    private readonly TcpClient client;
    private readonly StreamReader reader;
    private readonly StreamWriter writer;
    private readonly Lock gate = new();

    internal RankLine(TcpClient client)
    {
        this.client = client;
        client.NoDelay = true;
        NetworkStream stream = client.GetStream();
        reader = new StreamReader(stream, Encoding.UTF8);
        writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
    }

    /// <summary>Sends words, a line of them; false where the other end is gone.</summary>
    internal bool Send(params ReadOnlySpan<string> words)
    {
        string line = string.Join('\t', words!).ReplaceLineEndings(" ");
        lock (gate)
        {
            try
            {
                writer.WriteLine(line);
                return true;
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    /// <summary>The next line's words; null where the other end is gone.</summary>
    internal async Task<string[]?> Receive()
    {
        try
        {
            return (await reader.ReadLineAsync().ConfigureAwait(false))?.Split('\t');
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        client.Dispose();
    }
}
