namespace Optiglot.Kernels.Tests;

public class AttentionKernelTests
{
    private const ulong Key = 0x0123456789abcdef;

    public static TheoryData<int, int, int, int, int, bool, bool, double> Cases => new()
    {
        { 1, 1, 16, 1, 1, false, false, 0 }, { 3, 2, 32, 7, 21, true, false, 0 }, { 2, 3, 16, 13, 13, false, true, 0 }, { 2, 1, 48, 5, 16, true, false, 0.3 },
        { 1, 2, 64, 33, 33, false, true, 0.5 }, { 40, 4, 16, 9, 17, true, false, 0.1 }, { 2, 2, 32, 4, 50, true, true, 0.2 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void BothPassesEqualTheirSlowTwinInFloat32(int batch, int heads, int depth, int queries, int keys, bool isMasked, bool causal, double dropout) =>
        EqualsItsTwin(Job(batch, heads, depth, queries, keys, isMasked, causal, dropout), false, 2e-5);

    // The kernel's own sums are float32; what is read is exact, what is stored is rounded.
    [Theory, MemberData(nameof(Cases))]
    public void BothPassesEqualTheirSlowTwinInBFloat16(int batch, int heads, int depth, int queries, int keys, bool isMasked, bool causal, double dropout) =>
        EqualsItsTwin(Job(batch, heads, depth, queries, keys, isMasked, causal, dropout), true, 2e-5);

    [Fact]
    public void ASentenceWithNothingRealSeesAllEvenly()
    {
        bool[] real = new bool[2 * 19];
        Array.Fill(real, true, 0, 19);
        EqualsItsTwin(new AttentionJob(2, 2, 16, 5, 19, new KeyMask(real, 19), false, 0, 0), false, 2e-5);
    }

    [Fact]
    public void AMaskIsCutAndItsSentencesAreChosen()
    {
        bool[] real = [true, false, true, false, true, true];
        KeyMask mask = new KeyMask(real, 3).Select([1, 0, 1]).From(1);
        Assert.Equal([true, true], mask.Of(0, 2).ToArray());
        Assert.Equal([false, true], mask.Of(1, 2).ToArray());
        Assert.Equal([true], mask.Of(2, 1).ToArray());
    }

    [Fact]
    public void SpansThatDoNotFitAreRefused()
    {
        AttentionJob job = Job(2, 2, 16, 3, 4, false, false, 0);
        Assert.Contains("keys: holds 255 numbers, 256 are needed", Refused(job, keys: 255 * 4));
        Assert.Contains("statistics: holds 23 numbers, 24 are needed", Refused(job, statistics: 23));
        Assert.Contains("5 queries a sentence, not 3", Refused(job, rows: 5));
        Assert.Contains("heads of 20 elements are no multiple of 16", Refused(job with { Depth = 20 }));
        Assert.Contains("do not fit into a row", Refused(job with { Heads = 3 }));
    }

    private static string Refused(AttentionJob job, int keys = 256 * 4, int statistics = 24, int rows = 3) => Assert.Throws<ArgumentException>(() =>
    {
        byte[] queries = new byte[2 * 3 * 32 * 4], memory = new byte[keys];
        AttentionKernel.Forward(
            job, new HeadSpan(queries, rows, 32, 0, false), new HeadSpan(memory, 4, 32, 0, false), new HeadSpan(new byte[1024], 4, 32, 0, false),
            new HeadSpan(queries, 3, 32, 0, false), new float[statistics]);
    }).Message;

    private static AttentionJob Job(int batch, int heads, int depth, int queries, int keys, bool isMasked, bool causal, double dropout) =>
        new(batch, heads, depth, queries, keys, isMasked ? new KeyMask(SeededBytes.Real(5, batch, keys), keys) : null, causal, dropout, Key);

    private static void EqualsItsTwin(AttentionJob job, bool isBFloat16, double tolerance)
    {
        AttentionCase actual = new(job, isBFloat16, scale: 2);
        SlowAttention twin = new(job, SeededBytes.Doubles(actual.Queries, isBFloat16), actual.Half(actual.Memory, 0), actual.Half(actual.Memory, 1));
        (double[] queries, double[] keys, double[] values) = twin.Backward(SeededBytes.Doubles(actual.OutputGradients, isBFloat16));
        double relative = isBFloat16 ? 1.0 / 256 : 0;
        Compare.Near(twin.Forward(), actual.Outputs, isBFloat16, tolerance);
        Compare.Near(queries, actual.QueryGradients, isBFloat16, tolerance);
        Compare.Near(keys, actual.Half(actual.MemoryGradients, 0), tolerance, relative);
        Compare.Near(values, actual.Half(actual.MemoryGradients, 1), tolerance, relative);
    }
}
