namespace Optiglot.Training;

/// <summary>What a captions file looks like.</summary>
public enum CaptionForm
{
    /// <summary>Picture file name, a tab, the caption.</summary>
    Pairs,

    /// <summary>One caption a line, no pictures.</summary>
    Lines,

    /// <summary>Multi30K's task 2: five captions a picture, <c>train.1.en.gz</c> to <c>train.5.en.gz</c>; the file is its folder.</summary>
    Multi30kTask2,
}
