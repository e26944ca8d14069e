namespace Optiglot.Training;

/// <summary>Keys of what a stage of pre-training learns from; those of translation are <see cref="TranslationData.Key"/>.</summary>
internal static class DataKey
{
    /// <summary>Source ids, pictures and how many regions these have, held-out pairs among them, and the words that are masked more often.</summary>
    internal static string Of(EncodedExample[] train, EncodedExample[] heldOut, PretrainSection section, PictureSource? pictures)
    {
        ContentKey key = new();
        foreach (EncodedExample example in train.Concat(heldOut))
        {
            (int tags, int regions) = pictures?.Size(example.Picture) ?? (0, 0);
            key.Add<int>(example.Source).Add(example.Picture ?? "").Add<int>([tags, regions]);
        }

        foreach (string word in section.Focus?.Words ?? []) key.Add(word);
        return key.ToString();
    }
}
