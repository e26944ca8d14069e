namespace Optiglot.Text;

/// <summary>Words are what white space of any kind separates.</summary>
internal static class Words
{
    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static string Join(string text) => string.Join(' ', Split(text));
}
