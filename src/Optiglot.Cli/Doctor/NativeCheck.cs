using Microsoft.Data.Sqlite;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Optiglot.Cli;

/// <summary>Whether the other native libraries load and do a small thing.</summary>
internal static class NativeCheck
{
    /// <summary>Findings <c>onnxruntime</c>, <c>skiasharp</c> and <c>sqlite</c>.</summary>
    public static IEnumerable<Finding> Run() =>
    [
        Try("onnxruntime", () => OrtEnv.Instance().GetVersionString()),
        Try("skiasharp", Draw),
        Try("sqlite", AskVersion),
    ];

    private static string Draw()
    {
        using SKBitmap bitmap = new(8, 8);
        bitmap.Erase(SKColors.Red);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using SKBitmap again = SKBitmap.Decode(png);
        return again.GetPixel(4, 4) == SKColors.Red ? SkiaSharpVersion.Native.ToString()
            : throw new InvalidDataException("a picture written and read again came out wrong");
    }

    private static string AskVersion()
    {
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = new("SELECT sqlite_version()", connection);
        return (string)command.ExecuteScalar()!;
    }

    private static Finding Try(string name, Func<string> work)
    {
        try
        {
            return new(name, FindingLevel.Ok, work());
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new(name, FindingLevel.Failure, ErrorLine.Describe(error), "delete src/*/bin and src/*/obj and run again, which builds afresh");
        }
    }
}
