using System.Globalization;
using System.Text;

namespace Optiglot.Metrics;

/// <summary>Unicode's properties Cased and Case_Ignorable (The Unicode Standard, D135 and D136), which decide what a final sigma is.</summary>
internal static class UnicodeCase
{
    // Word_Break is MidLetter, MidNumLet or Single_Quote (UAX 29).
    private const string InsideWords = "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

    // Other_Lowercase and Other_Uppercase that are not ignorable: ordinal indicators, Roman numerals, letters in circles and squares.
    private static readonly (int First, int Last)[] OtherCased =
        [(0xaa, 0xaa), (0xba, 0xba), (0x2160, 0x217f), (0x24b6, 0x24e9), (0x1f130, 0x1f149), (0x1f150, 0x1f169), (0x1f170, 0x1f189)];

    /// <summary>Whether case looks past the character.</summary>
    public static bool IsIgnorable(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter
            or UnicodeCategory.ModifierSymbol
        || (rune.IsBmp && InsideWords.Contains((char)rune.Value));

    /// <summary>Whether the character has case.</summary>
    public static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || Array.Exists(OtherCased, range => rune.Value >= range.First && rune.Value <= range.Last);
}
