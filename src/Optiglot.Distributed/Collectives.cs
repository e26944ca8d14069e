using System.Runtime.InteropServices;
using System.Text;

namespace Optiglot.Distributed;

/// <summary>What is made of a communicator's three operations.</summary>
public static class Collectives
{
    /// <summary>Waits until all ranks are here.</summary>
    public static void Barrier(this ICommunicator ranks)
    {
        Span<byte> all = new byte[ranks.Count];
        ranks.Gather([0], all);
    }

    /// <summary>What each rank has, in order of ranks.</summary>
    public static T[] Gather<T>(this ICommunicator ranks, T own) where T : unmanaged
    {
        T[] all = new T[ranks.Count];
        ranks.Gather(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in own)), MemoryMarshal.AsBytes(all.AsSpan()));
        return all;
    }

    /// <summary>What a rank has, on all.</summary>
    public static T Broadcast<T>(this ICommunicator ranks, T value, int root = 0) where T : unmanaged
    {
        ranks.Broadcast(MemoryMarshal.AsBytes(new Span<T>(ref value)), root);
        return value;
    }

    /// <summary>Text of each rank, in order of ranks; lengths may differ.</summary>
    public static string[] GatherText(this ICommunicator ranks, string own)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(own);
        int[] lengths = ranks.Gather(bytes.Length);
        int longest = lengths.Max();
        byte[] padded = new byte[longest], all = new byte[longest * ranks.Count];
        bytes.CopyTo(padded, 0);
        ranks.Gather(padded, all);
        return [.. lengths.Select((length, rank) => Encoding.UTF8.GetString(all, rank * longest, length))];
    }

    /// <summary>Sums of numbers over all ranks, in order of ranks, so that all get the same bits.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="values">Of equal length everywhere; replaced by the sums.</param>
    public static void Sum(this ICommunicator ranks, Span<double> values)
    {
        if (ranks.Count == 1) return;
        double[] all = new double[values.Length * ranks.Count];
        ranks.Gather(MemoryMarshal.AsBytes(values), MemoryMarshal.AsBytes(all.AsSpan()));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = 0;
            for (int rank = 0; rank < ranks.Count; rank++) values[i] += all[(rank * values.Length) + i];
        }
    }

    /// <summary>Rank 0 does it, and all wait until it is done.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="what">What it is, for messages: <c>writing</c>.</param>
    /// <param name="act">What rank 0 does.</param>
    public static void OnFirst(this ICommunicator ranks, string what, Action act)
    {
        if (ranks.Rank == 0)
        {
            using IDisposable busy = ranks.Busy(what);
            act();
        }

        ranks.Barrier();
    }

    /// <summary>Rank 0 does it, then all others at a time: what rank 0 has made, they find made.</summary>
    /// <inheritdoc cref="OnFirst"/>
    public static T FirstThenOthers<T>(this ICommunicator ranks, string what, Func<T> act)
    {
        T made = default!;
        ranks.OnFirst(what, () => made = act());
        if (ranks.Rank == 0) return made;
        using IDisposable busy = ranks.Busy(what);
        return act();
    }

    /// <summary>Refuses to go on where ranks have different things.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="what">What it is: <c>recipe</c>.</param>
    /// <param name="own">This rank's, as text or a hash of it.</param>
    /// <exception cref="InvalidDataException">Some rank has another than rank 0; all ranks throw alike.</exception>
    public static void RequireSame(this ICommunicator ranks, string what, string own)
    {
        string[] all = ranks.GatherText(own);
        int other = Array.FindIndex(all, each => each != all[0]);
        if (other > 0)
            throw new InvalidDataException(
                $"{what}: rank {other} has another than rank 0 ({Short(all[other])}, not {Short(all[0])}); give all ranks the same files and the same build");
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
