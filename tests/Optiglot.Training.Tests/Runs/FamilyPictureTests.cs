using Optiglot.Networks;

namespace Optiglot.Training.Tests;

/// <summary>What every family of networks learns from pictures. A class of its own: tests of a class run one after the other.</summary>
public class FamilyPictureTests
{
    /// <summary>
    /// The last word is in the picture alone. With the right picture it is found; with a wrong one, what that one shows is said, and the right word hardly
    /// ever: it is read there and nowhere else.
    /// </summary>
    [Theory, MemberData(nameof(FamilyRunTests.Families), MemberType = typeof(FamilyRunTests))]
    public void WhatIsOnlyInThePictureIsLearnedFromIt(string family)
    {
        using var world = new ToyWorld(pictures: true);
        Recipe recipe = FamilyRunTests.Small(world, family);
        // Two families also say the right word of a wrong picture until they have learnt for longer; the two that find nothing have more time than most need.
        int epochs = family is "bert-fused" or "trg-mul" ? 14 : NetworkFamilies.Find(family).Pictures == PictureUse.Seen ? 7 : 10;
        // An update's batch goes through at once, and only the last epoch is scored: most of the time went into passes and scores.
        StageSection stage = recipe.Stage2! with
        {
            MaxEpochs = epochs, EvaluateEvery = epochs, AverageCheckpoints = 1, BatchTokens = 240, MicroBatchTokens = 240, Accumulate = 1,
        };
        recipe = recipe with { EndToEnd = stage, Stage1 = null, Stage2 = null };
        using (var run = new TrainingRun(recipe, world.Options("run"), new NullTrainingProgress())) run.Run();
        (int right, int wrong) = (world.SecretsFound("run", turned: 0), world.SecretsFound("run", turned: 1));
        PictureUse use = NetworkFamilies.Find(family).Pictures;
        if (use == PictureUse.TrainingOnly) Assert.Equal(right, wrong);
        if (use != PictureUse.Seen)
        {
            // The words of the sentence are learnt, the secret is guessed.
            Assert.InRange(Math.Max(right, wrong), 1, 24);
            return;
        }

        Assert.True(right >= 24 && wrong <= 6, $"of {ToyWorld.Held} secrets, {right} with the right picture, {wrong} with a wrong one");
    }
}
