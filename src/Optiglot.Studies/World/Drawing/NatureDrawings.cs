using static Optiglot.Studies.World.Layer;

namespace Optiglot.Studies.World;

/// <summary>Things that grow.</summary>
internal static class NatureDrawings
{
    public static readonly Drawing Walnut = new(
        new("M50 4 C56 8 60 14 62 16 C86 20 96 38 94 56 C92 80 72 95 50 95 C28 95 8 80 6 56 C4 38 14 20 38 16 C40 14 44 8 50 4 Z", Tone.Main),
        new("M50 14 C56 26 46 36 51 48 C56 60 45 70 50 94 C45 92 42 90 41 88 C40 72 48 62 43 50 C38 38 48 28 44 15 Z", Tone.Light, 0.8f),
        Line_("M28 26 C20 34 32 40 24 48 C18 56 30 62 24 72 M36 40 C32 48 40 54 34 62 C30 68 38 74 36 82 M72 26 C80 34 66 40 74 48 C82 56 70 62 77 70 M62 34 C58 44 68 52 61 60 C57 68 66 74 62 84 M84 44 C88 52 84 60 88 64 M13 44 C10 52 16 58 12 66", 0.8f));

    public static readonly Drawing Log = new(
        new("M54 34 L56 12 L72 10 L72 34 Z", Tone.Main),
        new(Oval(64, 11, 8, 3.5f), Tone.Light, 0.8f),
        new("M18 32 L86 30 C100 34 100 72 86 76 L18 78 Z", Tone.Main),
        Line_("M38 42 L60 41 M50 52 L84 51 M36 62 L56 62 M64 66 L84 65 M66 41 L78 40", 0.7f),
        new(Oval(18, 55, 15, 23), Tone.Light),
        Line_(Oval(18, 55, 9, 14) + Oval(18, 55, 3.5f, 6), 0.7f));

    public static readonly Drawing Potted = new(
        new("M50 72 C30 70 8 58 4 36 C24 34 44 48 50 72 Z", Tone.Main),
        new("M50 72 C70 70 92 58 96 36 C76 34 56 48 50 72 Z", Tone.Main),
        new("M50 72 C32 56 28 30 36 8 C50 22 56 48 50 72 Z", Tone.Light),
        new("M50 72 C68 56 72 30 64 4 C50 20 44 46 50 72 Z", Tone.Main),
        Line_("M50 72 C56 50 60 28 63 12 M50 72 C40 58 26 46 10 39 M50 72 C60 58 74 46 90 39", 0.6f),
        new("M28 70 L72 70 L66 97 L34 97 Z", Tone.Paper),
        new(Box(24, 66, 52, 9, 2), Tone.Paper));

    public static readonly Drawing Tree = new(
        new("M43 60 L40 96 L60 96 L57 60 Z", Tone.Dark),
        new("M50 4 C64 2 74 12 74 20 C88 22 94 34 88 44 C94 56 84 68 70 66 C62 74 38 74 30 66 C16 68 6 56 12 44 C6 34 12 22 26 20 C26 12 36 2 50 4 Z", Tone.Main),
        new("M30 30 C34 22 42 20 48 22 C40 26 36 32 34 40 Z", Tone.Light, 0),
        Line_("M60 28 C66 30 70 34 70 40 M38 52 C42 58 50 60 54 58", 0.7f));

    public static readonly Drawing Flower = new(
        Line_("M50 44 C48 62 52 80 50 97", 1.8f),
        new("M50 78 C38 62 22 62 14 68 C22 82 36 86 50 84 Z M50 84 C62 70 76 70 84 74 C78 88 64 92 50 90 Z", Tone.Paper, 0.9f),
        new(Oval(50, 13, 12, 12) + Oval(71, 28, 12, 12) + Oval(63, 52, 12, 12) + Oval(37, 52, 12, 12) + Oval(29, 28, 12, 12), Tone.Main),
        new(Oval(50, 34, 11, 11), Tone.Light));

    public static readonly Drawing Apple = new(
        new("M50 26 C60 14 94 14 94 48 C94 76 72 96 62 95 C56 94 54 92 50 92 C46 92 44 94 38 95 C28 96 6 76 6 48 C6 14 40 14 50 26 Z", Tone.Main),
        new("M18 46 C18 34 24 28 32 28 C26 34 24 42 24 52 Z", Tone.Light, 0),
        Line_("M50 28 C49 18 52 10 57 4", 1.6f),
        new("M54 16 C60 4 74 4 82 8 C78 20 64 22 54 16 Z", Tone.Paper, 0.8f));
}
