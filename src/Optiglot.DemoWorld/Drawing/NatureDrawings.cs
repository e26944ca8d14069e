using static Optiglot.DemoWorld.Layer;

namespace Optiglot.DemoWorld;

/// <summary>Things that grow.</summary>
internal static class NatureDrawings
{
    public static readonly Drawing Walnut = new(
        new("M50 3 C56 8 60 11 66 13 C86 20 97 38 95 56 C92 82 72 96 50 96 C28 96 8 82 5 56 C3 38 14 20 34 13 C40 11 44 8 50 3 Z", Tone.Main),
        new("M50 14 C72 16 86 34 85 55 C83 76 68 87 50 87 C32 87 17 76 15 55 C14 34 28 16 50 14 Z", Tone.Dark, 0.8f),
        new("M47 24 C44 18 34 20 32 27 C24 27 20 36 24 42 C18 48 18 58 25 61 C24 70 31 76 37 74 C40 80 46 80 47 76 Z", Tone.Paper, 0.9f),
        new("M53 24 C56 18 66 20 68 27 C76 27 80 36 76 42 C82 48 82 58 75 61 C76 70 69 76 63 74 C60 80 54 80 53 76 Z", Tone.Paper, 0.9f),
        Line_("M32 27 C34 32 38 34 42 32 M24 42 C30 44 34 42 36 40 M25 61 C30 60 34 56 34 52 M37 74 C38 68 42 64 44 64 M68 27 C66 32 62 34 58 32 M76 42 "
            + "C70 44 66 42 64 40 M75 61 C70 60 66 56 66 52 M63 74 C62 68 58 64 56 64", 0.7f));

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
        new("M50 4 C64 2 74 12 74 20 C88 22 94 34 88 44 C94 56 84 68 70 66 C62 74 38 74 30 66 C16 68 6 56 12 44 C6 34 12 22 26 20 C26 12 36 2 50 4 "
            + "Z", Tone.Main),
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
