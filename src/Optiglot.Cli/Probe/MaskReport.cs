using Optiglot.Metrics;
using Optiglot.Studies.Probes;

namespace Optiglot.Cli;

/// <summary>Prints what came of hidden words.</summary>
internal static class MaskReport
{
    /// <summary>As a table with the tests below it, or as one JSON object.</summary>
    /// <param name="context">Where.</param>
    /// <param name="kind">What was hidden.</param>
    /// <param name="set">The sets.</param>
    /// <param name="models">Each model's folder and result.</param>
    public static void Write(CommandContext context, string kind, string set, IReadOnlyList<(string Model, MaskResult Result)> models)
    {
        MaskResult pooled = MaskResult.Pool([.. models.Select(model => model.Result)]);
        if (context.Json)
        {
            context.WriteJson(new
            {
                words = kind, set, signature = pooled.Signature, models = models.Select(model => AsObject(model.Model, model.Result)),
                pooled = AsObject(null, pooled)
            });
            return;
        }

        IReadOnlyList<string>[] rows = [.. models.Select(model => Row(model.Model, model.Result))];
        if (models.Count > 1) rows = [.. rows, Row("all together", pooled)];
        context.Output.Write(TextTable.Format(
            ["model", "lines", "words", "right picture", "wrong pictures", "none", "p (wrong)", "p (wrong, by line)", "p (none)"], rows));
        context.Output.WriteLine($"{set}, {kind} words hidden; right: {pooled.Signature}; {pooled.LeftOut / models.Count} words left out");
        context.Output.WriteLine(
            "p (wrong): McNemar's exact test, word by word, the largest of all derangements; by line: a randomisation test in which a line counts once, "
                + "whatever its words and models");
    }

    private static string[] Row(string name, MaskResult result) =>
    [
        name, $"{result.Lines}", $"{result.Words}", Percent(result.Right.Accuracy), Percent(result.WrongAccuracy), Percent(result.None.Accuracy),
        Number(result.PValue), Number(result.LinePValue),
        Number(result.AgainstNone.PValue),
    ];

    private static object AsObject(string? model, MaskResult result) => new
    {
        model, lines = result.Lines, words = result.Words, leftOut = result.LeftOut, right = Round(result.Right.Accuracy), wrong = Round(result.WrongAccuracy),
        none = Round(result.None.Accuracy),
        p = result.PValue, pLines = result.LinePValue, pNone = result.AgainstNone.PValue,
        derangements = result.Wrong.Zip(result.AgainstWrong, (wrong, test) => Derangement(wrong, test)),
        vectors = model is null ? null : new
        {
            line = result.LineOf, right = Vector(result.Right), wrong = result.Wrong.Select(Vector), none = Vector(result.None)
        },
    };

    private static object Derangement(MaskCondition wrong, McNemarTest test) => new
    {
        wrong = Round(wrong.Accuracy), onlyRight = test.OnlyFirst, onlyWrong = test.OnlySecond, p = test.PValue
    };

    // A digit a word: short enough to keep beside the numbers.
    private static string Vector(MaskCondition condition) => string.Concat(condition.Right.Select(right => right ? '1' : '0'));

    private static double Round(double value) => Math.Round(value, 4);

    private static string Percent(double part) => FormattableString.Invariant($"{100 * part:0.0}%");

    private static string Number(double value) => FormattableString.Invariant($"{value:0.0000}");
}
