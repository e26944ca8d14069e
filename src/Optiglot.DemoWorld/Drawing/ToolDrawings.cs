using static Optiglot.DemoWorld.Layer;

namespace Optiglot.DemoWorld;

/// <summary>Tools, machines and things made by hand.</summary>
internal static class ToolDrawings
{
    public static readonly Drawing BaseballBat = new(
        new("M17 91 L9 83 C13 78 46 44 54 34 C62 22 72 8 84 4 C94 2 99 10 96 18 C92 30 76 40 66 48 C56 56 22 86 17 91 Z", Tone.Main),
        new("M17 91 L9 83 C13 78 22 69 28 63 L36 73 C30 79 22 86 17 91 Z", Tone.Dark),
        Line_("M17 76 L25 84 M22 70 L31 78", 0.7f),
        new(Oval(11, 89, 7.5f, 7.5f), Tone.Dark),
        new("M70 26 C76 18 82 12 88 10 C84 18 78 24 73 29 Z", Tone.Light, 0));

    public static readonly Drawing TowerCrane = new(
        new(Box(28, 88, 36, 9, 2), Tone.Dark),
        new("M40 22 L52 22 L52 88 L40 88 Z", Tone.Main),
        Line_("M40 34 L52 22 M40 22 L52 34 M40 46 L52 34 M40 34 L52 46 M40 58 L52 46 M40 46 L52 58 M40 72 L52 58 M40 58 L52 72 M40 86 L52 72 M40 72 L52 "
            + "86", 0.6f),
        Line_("M46 2 L8 17 M46 2 L94 17", 0.8f),
        new("M40 17 L46 2 L52 17 Z", Tone.Light, 0.8f),
        new("M2 16 L98 16 L98 25 L2 25 Z", Tone.Main),
        Line_("M60 25 L68 16 L76 25 L84 16 L92 25 M10 25 L18 16 L26 25 L34 16", 0.6f),
        new(Box(4, 25, 16, 16, 2), Tone.Dark),
        new(Box(53, 26, 13, 13, 2), Tone.Paper),
        Line_("M86 25 L86 56", 1.2f),
        Line_("M86 56 C80 56 80 68 87 67 C92 66 92 61 90 60", 1.3f));

    public static readonly Drawing Hexagon = new(
        new("M26 8 L74 8 L98 50 L74 92 L26 92 L2 50 Z M50 27 A23 23 0 1 0 50 73 A23 23 0 1 0 50 27 Z", Tone.Main),
        new("M26 8 L74 8 L64 24 L36 24 Z M2 50 L26 92 L36 76 L20 50 Z", Tone.Light, 0),
        new("M98 50 L74 92 L64 76 L80 50 Z", Tone.Dark, 0),
        Line_("M26 8 L74 8 L98 50 L74 92 L26 92 L2 50 Z"),
        Line_(Oval(50, 50, 23, 23), 1.2f),
        Line_(Oval(50, 50, 30, 30), 0.5f));

    public static readonly Drawing Suitcase = new(
        new("M36 30 L36 18 C36 12 40 9 46 9 L54 9 C60 9 64 12 64 18 L64 30 L56 30 L56 18 L44 18 L44 30 Z", Tone.Dark),
        new(Box(4, 28, 92, 62, 9), Tone.Main),
        new(Box(18, 28, 10, 62, 1) + Box(72, 28, 10, 62, 1), Tone.Dark),
        Line_("M4 50 L96 50", 0.8f),
        new(Box(43, 44, 14, 13, 2), Tone.Paper, 0.8f),
        new(Oval(50, 50, 1.8f, 1.8f), Tone.Ink, 0.2f));

    public static readonly Drawing ArcheryBow = new(
        Line_("M32 5 L14 50 L32 95", 0.9f),
        new("M30 3 C66 14 80 32 80 50 C80 68 66 86 30 97 L28 91 C56 82 70 66 70 50 C70 34 56 18 28 9 Z", Tone.Main),
        new("M70 40 L81 40 L81 60 L70 60 Z", Tone.Dark),
        Line_("M14 50 L90 50", 1.4f),
        new("M86 43 L99 50 L86 57 Z", Tone.Dark, 0.8f),
        new("M14 50 L4 43 L14 43 L22 50 L14 57 L4 57 Z", Tone.Paper, 0.7f));

    public static readonly Drawing ElectricFan = new(
        new("M45 66 L55 66 L57 88 L43 88 Z", Tone.Dark),
        new("M24 96 C24 88 36 86 50 86 C64 86 76 88 76 96 Z", Tone.Main),
        new(Oval(50, 38, 37, 35), Tone.Paper, 1.2f),
        new("M50 38 C34 34 30 14 46 8 C58 8 58 24 50 38 Z M50 38 C54 22 74 16 82 30 C82 44 64 44 50 38 Z M50 38 C66 42 70 62 54 68 C42 68 42 52 50 38 Z "
            + "M50 38 C46 54 26 60 18 46 C18 32 36 32 50 38 Z", Tone.Main, 0.9f),
        Line_(Oval(50, 38, 30, 28.5f), 0.4f),
        new(Oval(50, 38, 6.5f, 6.5f), Tone.Dark));

    public static readonly Drawing HandFan = new(
        new("M50 90 L2 46 C6 28 24 12 50 12 C76 12 94 28 98 46 Z", Tone.Main),
        new("M50 90 L26 68 C32 58 40 54 50 54 C60 54 68 58 74 68 Z", Tone.Light, 0.8f),
        Line_("M50 90 L11 31 M50 90 L24 19 M50 90 L40 13 M50 90 L60 13 M50 90 L76 19 M50 90 L89 31", 0.7f),
        Line_("M8 50 C14 32 30 20 50 20 C70 20 86 32 92 50", 0.6f),
        new(Oval(50, 90, 5, 5), Tone.Dark));

    public static readonly Drawing DoorKey = new(
        new("M44 44 L98 44 L98 66 L90 66 L90 58 L84 58 L84 70 L75 70 L75 56 L44 56 Z", Tone.Main),
        new(Oval(25, 50, 23, 23) + Oval(21, 50, 10, 10), Tone.Main),
        Line_(Oval(25, 50, 17, 17), 0.5f),
        new(Box(44, 40, 7, 20, 2), Tone.Dark));

    public static readonly Drawing KeyboardKey = new(
        new(Box(4, 8, 92, 86, 14), Tone.Dark),
        new(Box(17, 12, 66, 60, 9), Tone.Main),
        Line_("M6 90 L19 70 M94 90 L81 70", 0.8f),
        Line_("M64 26 L64 46 L36 46 M46 36 L35 46 L46 56", 1.7f));

    public static readonly Drawing WaxSeal = new(
        new("M2 30 L98 22 L98 66 L2 74 Z", Tone.Paper),
        Line_("M2 37 L98 29 M2 67 L98 59", 0.5f),
        new("M50 6 C58 1 64 9 70 12 C78 11 82 18 82 26 C90 30 90 40 87 46 C92 54 88 62 81 66 C80 76 72 80 65 79 C60 88 52 96 45 90 C40 86 38 84 34 82 C24 "
            + "84 18 76 18 68 C8 64 8 54 12 47 C8 38 12 30 20 27 C20 17 28 10 36 12 C40 7 45 4 50 6 Z", Tone.Main),
        new(Oval(50, 46, 27, 27), Tone.Dark),
        new("M34 58 L30 36 L41 45 L50 30 L59 45 L70 36 L66 58 Z", Tone.Light, 0.9f),
        Line_("M34 63 L66 63"));
}
