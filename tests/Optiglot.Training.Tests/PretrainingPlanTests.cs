using CsCheck;

namespace Optiglot.Training.Tests;

public sealed class PretrainingPlanTests
{
    private const int Vocabulary = 1000, Mask = 4;
    private static readonly int[] special = [0, 1, 2, 3, Mask];

    private static MaskingOptions Options(MaskStrategy strategy = MaskStrategy.Bert) =>
        new() { VocabularySize = Vocabulary, MaskId = Mask, SpecialIds = special, Strategy = strategy };

    [Fact]
    public void SpecialsStayAnExactPartIsHiddenAndTheRestIsUntouched() =>
        Gen.Select(Gen.Int[0, 50].Array[0, 80], Gen.Int[0, 9], Gen.ULong).Sample((ids, epoch, seed) =>
    {
        MaskedText masked = new MaskingPlan(Options(), seed).Mask(ids, epoch, 17);
        int maskable = ids.Count(id => !special.Contains(id));
        Assert.Equal(maskable == 0 ? 0 : Math.Max(1, (int)Math.Round(0.15 * maskable)), masked.Positions.Length);
        Assert.Equal(masked.Positions.Order().Distinct(), masked.Positions);
        Assert.Equal(masked.Positions.Select(at => ids[at]), masked.Labels);
        Assert.DoesNotContain(masked.Labels, special.Contains);
        for (int i = 0; i < ids.Length; i++)
            if (!masked.Positions.Contains(i)) Assert.Equal(ids[i], masked.Ids[i]);
            else Assert.True(masked.Ids[i] == Mask || !special.Contains(masked.Ids[i]));
    });

    [Fact]
    public void EightyTenTen()
    {
        MaskingPlan plan = new(Options(), 1);
        int[] ids = [.. Enumerable.Range(100, 100)];
        int hidden = 0, kept = 0, other = 0, places = 0;
        int[] chosen = new int[ids.Length];
        for (int example = 0; example < 2000; example++)
        {
            MaskedText masked = plan.Mask(ids, 0, example);
            foreach (int at in masked.Positions)
            {
                chosen[at]++;
                places++;
                if (masked.Ids[at] == Mask) hidden++;
                else if (masked.Ids[at] == ids[at]) kept++;
                else other++;
            }
        }
        Assert.Equal(30_000, places);
        Assert.InRange(hidden, 0.79 * places, 0.81 * places);
        Assert.InRange(kept, 0.09 * places, 0.11 * places);
        Assert.InRange(other, 0.09 * places, 0.11 * places);
        // Every place as often as any other: 300 times, five standard deviations being 80.
        Assert.All(chosen, count => Assert.InRange(count, 220, 380));
    }

    [Fact]
    public void AlwaysMaskHidesEveryChosenPlace()
    {
        MaskedText masked = new MaskingPlan(Options(MaskStrategy.Always), 1).Mask([.. Enumerable.Range(10, 40)], 0, 0);
        Assert.Equal(6, masked.Positions.Length);
        Assert.All(masked.Positions, at => Assert.Equal(Mask, masked.Ids[at]));
    }

    [Fact]
    public void TheChoiceDependsOnSeedEpochAndExampleOnly()
    {
        int[] ids = [.. Enumerable.Range(10, 60)];
        int[] Places(ulong seed, int epoch, int example) => new MaskingPlan(Options(), seed).Mask(ids, epoch, example).Positions;
        MaskingPlan used = new(Options(), 1);
        for (int i = 0; i < 10; i++) used.Mask(ids, 0, i);
        Assert.Equal(Places(1, 2, 3), used.Mask(ids, 2, 3).Positions);
        Assert.NotEqual(Places(1, 2, 3), Places(1, 3, 3));
        Assert.NotEqual(Places(1, 2, 3), Places(1, 2, 4));
        Assert.NotEqual(Places(1, 2, 3), Places(2, 2, 3));
    }

    [Fact]
    public void AMismatchedPictureIsNeverTheOwnAndEveryOtherIsEquallyLikely()
    {
        PairingPlan plan = new(["a", "b", "a", "c", "d", "e"], 0.5, 1);
        Dictionary<string, int> counts = [];
        int matches = 0;
        for (int example = 0; example < 20_000; example++)
        {
            PicturePairing pairing = plan.Choose("c", 0, example);
            Assert.Equal(pairing.Matches, pairing.Picture == "c");
            if (pairing.Matches) matches++;
            else counts[pairing.Picture!] = counts.GetValueOrDefault(pairing.Picture!) + 1;
        }
        Assert.InRange(matches, 9_650, 10_350);
        Assert.Equal(["a", "b", "d", "e"], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 2_280, 2_720));
    }

    [Fact]
    public void WithOnePictureOrNoneThereIsNothingToMismatch()
    {
        PairingPlan one = new(["a"], 1, 1);
        Assert.Equal(new PicturePairing("a", true), one.Choose("a", 0, 0));
        Assert.Equal(new PicturePairing(null, false), one.Choose(null, 0, 0));
        // A picture whose regions are missing from the list is still a picture of its own.
        Assert.Equal(new PicturePairing("a", false), one.Choose("b", 0, 0));
        Assert.True(new PairingPlan(["a", "b"], 0, 1).Choose("a", 0, 0).Matches);
    }

    [Fact]
    public void AHardMismatchHasTheSameTagsAndIsNeverTheOwn()
    {
        string KindOf(string picture) => picture[..1];
        PairingPlan plan = new(["d1", "d2", "d3", "c1", "b1"], 1, 1, hard: 1, KindOf);
        HashSet<string> seen = [.. Enumerable.Range(0, 200).Select(example => plan.Choose("d2", 0, example).Picture!)];
        Assert.Equal(["d1", "d3"], seen.Order());
        // Where no other picture has its tags, any other will do.
        Assert.DoesNotContain("c1", Enumerable.Range(0, 200).Select(example => plan.Choose("c1", 0, example).Picture));
    }
}
