using CsCheck;

namespace Optiglot.Vision.Tests;

public sealed class CandidateTests
{
    private static readonly Gen<Candidate> Boxes =
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 2], Gen.Float[0, 20], Gen.Float[0, 20], Gen.Float[1, 15], Gen.Float[1, 15],
        (score, id, x, y, width, height) => new Candidate(score / 20f, id, x, y, x + width, y + height));

    [Fact]
    public void OverlapHasAClosedForm()
    {
        var box = new Candidate(1, 0, 0, 0, 4, 2);
        Assert.Equal(1, box.Overlap(box));
        Assert.Equal(4f / 12, box.Overlap(new Candidate(1, 0, 2, 0, 6, 2)), 1e-6);
        Assert.Equal(0, box.Overlap(new Candidate(1, 0, 4, 0, 6, 2)));
    }

    /// <summary>The twin deletes: take the best that is left, then everything of its class that it covers.</summary>
    [Fact]
    public void SuppressionAgreesWithItsSlowTwin() => Gen.Select(Boxes.List[0, 40], Gen.Float[0.1f, 0.9f], Gen.Int[1, 30]).Sample((boxes, overlap, most) =>
    {
        var left = boxes.ToList();
        var wanted = new List<Candidate>();
        while (left.Count > 0 && wanted.Count < most)
        {
            var best = left.MaxBy(box => box.Score);
            wanted.Add(best);
            left.Remove(best);
            left.RemoveAll(box => box.ClassId == best.ClassId && box.Overlap(best) > overlap);
        }
        Assert.Equal(wanted, NonMaximumSuppression.Keep(boxes, overlap, most));
    });

    [Fact]
    public void DecodingAgreesWithItsSlowTwin() => Gen.Select(Gen.UInt, Gen.Float[0, 0.6f]).Sample((seed, floor) =>
    {
        var random = new Random((int)seed);
        var placement = new Placement(64, 32, 64, 20);
        int[] strides = [8, 16];
        const int Classes = 3;
        Assert.Equal(8 * 4 + 4 * 2, YoloxDecoder.Cells(64, 32, strides));
        float[] raw = [.. Enumerable.Range(0, 40 * (5 + Classes)).Select(i => i % (5 + Classes) < 4 ? random.NextSingle() * 3 - 1 : random.NextSingle())];
        var found = new List<Candidate>();
        YoloxDecoder.Decode(raw, placement, strides, floor, found);
        var wanted = new List<Candidate>();
        for (int cell = 0; cell < 40; cell++)
        {
            float[] numbers = raw[(cell * 8)..(cell * 8 + 8)];
            var (stride, column, row) = cell < 32 ? (8, cell % 8, cell / 8) : (16, (cell - 32) % 4, (cell - 32) / 4);
            int best = Array.IndexOf(numbers, numbers[5..].Max(), 5) - 5;
            double x = (numbers[0] + column) * stride, y = (numbers[1] + row) * stride, width = Math.Exp(numbers[2]) * stride,
                height = Math.Exp(numbers[3]) * stride;
            var box = new Candidate(numbers[4] * numbers[5 + best], best, (float)Math.Max(0, x - width / 2), (float)Math.Max(0, y - height / 2),
                (float)Math.Min(64, x + width / 2), (float)Math.Min(20, y + height / 2));
            if (box.Score >= floor && box.X2 - box.X1 >= 1 && box.Y2 - box.Y1 >= 1) wanted.Add(box);
        }
        Assert.Equal(wanted.Count, found.Count);
        foreach (var (one, other) in wanted.Zip(found))
        {
            Assert.Equal((one.ClassId, one.Score), (other.ClassId, other.Score));
            Assert.Equal(one.X1, other.X1, 1e-3);
            Assert.Equal(one.Y2, other.Y2, 1e-3);
        }
    }, iter: 200);
}
