namespace Optiglot.DemoWorld;

/// <summary>How conditions are called and coloured in tables and pages.</summary>
public static class ConditionText
{
    /// <summary>"right picture".</summary>
    public static string Name(DemoCondition condition) => condition switch
    {
        DemoCondition.TextOnly => "text only",
        DemoCondition.RightPicture => "right picture",
        DemoCondition.WrongPicture => "wrong picture",
        DemoCondition.UnrelatedPicture => "unrelated picture",
        DemoCondition.TwinPicture => "twin picture",
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    /// <summary>What it means, in a clause.</summary>
    public static string Meaning(DemoCondition condition) => condition switch
    {
        DemoCondition.TextOnly => "a model of the same size that never sees a picture",
        DemoCondition.RightPicture => "the sentence with its own picture",
        DemoCondition.WrongPicture => "the same model, another scene with the same noun",
        DemoCondition.UnrelatedPicture => "the same model, just any other scene",
        DemoCondition.TwinPicture => "the same scene with the other meaning drawn, scored against what is drawn",
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    /// <summary>"with the right picture".</summary>
    internal static string With(DemoCondition condition) => condition switch
    {
        DemoCondition.TextOnly => "without a picture",
        DemoCondition.RightPicture => "with the right picture",
        DemoCondition.WrongPicture => "with a wrong picture",
        DemoCondition.UnrelatedPicture => "with an unrelated picture",
        _ => "with the twin picture",
    };

    /// <summary>The CSS class of a condition.</summary>
    internal static string Class(DemoCondition condition) => condition switch
    {
        DemoCondition.TextOnly => "text",
        DemoCondition.RightPicture => "right",
        DemoCondition.WrongPicture => "wrong",
        DemoCondition.UnrelatedPicture => "astray",
        _ => "twin",
    };
}
